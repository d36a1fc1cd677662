#!/usr/bin/env bash
# every suite under the thread and the address sanitizer: sanitize.sh [thread|address|all] [FILTER]
#
#   sanitize.sh thread HTTP             the server's suites, for data races
#
# Each sanitizer has a scratch path of its own, which stays warm.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
which=${1:-all}
filter=${2:-.}
[ "$which" = all ] && which="thread address"
failed=0
for sanitizer in $which; do
  echo "== $sanitizer sanitizer"
  # Leaks are not looked for: the harness itself reports some, and a server that ends leaks nothing.
  mkdir -p ".build-$sanitizer"
  log=.build-$sanitizer/report.log
  ASAN_OPTIONS=detect_leaks=0 TSAN_OPTIONS=halt_on_error=0 \
    swift test --sanitize="$sanitizer" --scratch-path ".build-$sanitizer" --filter "$filter" >"$log" 2>&1
  status=$?
  reports=$(grep -cE 'WARNING: ThreadSanitizer|ERROR: AddressSanitizer' "$log")
  grep -E '✘|error:|SUMMARY: |Test run with' "$log" | sort | uniq -c | head -40
  echo "$sanitizer: exit $status, $reports reports"
  if [ "$status" -ne 0 ] || [ "$reports" -ne 0 ]; then failed=1; fi
done
exit "$failed"
