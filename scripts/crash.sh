#!/usr/bin/env bash
# kill -9, failing disks, locks, flipped bytes and a wrong clock, from outside: crash.sh [KIND...]
#
#   crash.sh                            everything: kills, writes, syncs, full, failing, folder, locked, readonly, flips, clock
#   SEED=7 KILLS=20 crash.sh kills      one kind, with another seed and fewer kills
#   EVERY=5 crash.sh writes full        every fifth write instead of each
#   PARLEY=path/to/parley crash.sh      a program that is built already
#
# Prints what was tried and what was lost; exit status 1 if anything was. Python's standard library, strace and a
# C compiler are all it wants, and it says which kinds it left out for want of one.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -z "${PARLEY:-}" ]; then
  make release
  PARLEY=.build-release/release/parley
fi
export PARLEY
exec nice -n 10 python3 scripts/crash "$@"
