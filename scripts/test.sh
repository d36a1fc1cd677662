#!/usr/bin/env bash
# Builds and runs every Swift test; shows each suite, each failure and the number of tests run.
#
#   scripts/test.sh [ARGUMENTS OF swift test]
#
# The whole output is kept in .build/test.log.
set -euo pipefail
cd "$(dirname "$0")/.."

mkdir -p .build
log=.build/test.log

# Each test's own "started" and "passed" line goes to the log alone: the suites say as much.
quieter() { grep --line-buffered -v -E '^(◇|✔ Test ([^r]|r[^u]))|^\[[0-9]+/[0-9]+\]' || true; }

status=0
swift build --build-tests 2>&1 | tee "$log" | quieter || status=$?
[ "$status" -eq 0 ] || exit "$status"
swift test --skip-build --disable-xctest "$@" 2>&1 | tee -a "$log" | quieter || status=$?

if [ "$status" -ne 0 ]; then
  printf '\nFailed. What failed, and the end of %s:\n\n' "$log" >&2
  grep -a '^✘' "$log" >&2 || true
  tail -n 25 "$log" >&2
  exit "$status"
fi
# No closing line means that nothing ran, which is no success.
grep -a -o 'Test run with [0-9]* tests.* passed' "$log" | tail -n 1 | grep -v 'with 0 tests'
