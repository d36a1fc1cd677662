#!/usr/bin/env bash
# a million invented escalations beside ten thousand: ratios of latency, memory, start, verification, backup
#
#   bench-scale.sh                       makes 10,000 and 1,000,000 in .build-scale, then measures for about four minutes
#   COUNT=20000 bench-scale.sh           another size of the large one
#   DATA=folder bench-scale.sh           keeps and takes what was made there before
#   PARLEY=path/to/parley bench-scale.sh a program that is built already
#
# Wants wrk (Debian's package), Python's standard library, 8 GB of disk for a million, and a machine that does
# nothing else. PORT=21090 and the one after it are used. STEPS=0 leaves out SQLite's step counts, which build the tests.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install.sh bench
count=${COUNT:-1000000}
data=${DATA:-.build-scale}
seed=${SEED:-1}
if [ -z "${PARLEY:-}" ]; then
  make release
  PARLEY=.build-release/release/parley
fi

# Every twentieth case is played to its end; most of the others are settled within days.
fill() { # fill FOLDER COUNT
  [ -e "$1/made" ] && return
  rm -rf "$1"
  mkdir -p "$data"
  "$PARLEY" demonstrate --data "$1" --count "$2" --seed "$seed" --in-full 5 2>"$data/progress" | tee "$data/said"
  mv "$data/said" "$1/made"
}
fill "$data/10000" 10000
[ "$count" = 10000 ] || fill "$data/$count" "$count"
du -sh "$data"/*/parley.db

ulimit -n 4096 2>/dev/null || true
python3 Benchmarks/scale.py "$PARLEY" "$data/10000" "$data/$count" --port "${PORT:-21090}"

if [ "${STEPS:-1}" = 1 ]; then
  echo "SQLite's own count of steps for each page, in the large store"
  swift build --build-tests 2>&1 | tail -1
  PARLEY_SCALE_DATA=$(realpath "$data/$count") swift test --skip-build --disable-xctest \
    --filter "in a large store" 2>&1 | grep -E "✘|✔ Test run|Test run"
fi
