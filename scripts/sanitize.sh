#!/usr/bin/env bash
# every suite under the thread and the address sanitizer: sanitize.sh [thread|address|all] [FILTER]
#
#   sanitize.sh thread 'HTTPTests|HTTPServerTests'    the server's suites, for data races
#
# The house's own rules are left out: they read files and run nothing. Each sanitizer has a scratch path of its
# own (SCRATCH-thread, SCRATCH-address; SCRATCH=.build), which stays warm.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
which=${1:-all}
filter=${2:-.}
scratch=${SCRATCH:-.build}
[ "$which" = all ] && which="thread address"
failed=0

preloaded() { # SANITIZER: the library that tells the thread sanitizer of locks it cannot see
  [ "$1" = thread ] || return 0
  clang -shared -fPIC -O1 -Wall scripts/sanitize/locks.c -o "$scratch-thread/locks.so" -ldl &&
    echo "$PWD/$scratch-thread/locks.so"
}

for sanitizer in $which; do
  echo "== $sanitizer sanitizer"
  mkdir -p "$scratch-$sanitizer"
  log=$scratch-$sanitizer/report.log
  # Leaks are not looked for: the harness itself reports some, and a server that ends leaks nothing.
  # Programs that the tests start inherit this, and their reports come to the same files.
  export ASAN_OPTIONS=detect_leaks=0:log_path="$PWD/$scratch-$sanitizer/found"
  export TSAN_OPTIONS=halt_on_error=0:log_path="$PWD/$scratch-$sanitizer/found"
  rm -f "$scratch-$sanitizer"/found.*
  swift build --build-tests --sanitize="$sanitizer" --scratch-path "$scratch-$sanitizer" >"$log" 2>&1 &&
    LD_PRELOAD=$(preloaded "$sanitizer") \
      swift test --skip-build --sanitize="$sanitizer" --scratch-path "$scratch-$sanitizer" --disable-xctest \
      --filter "$filter" --skip ArchitectureTests >>"$log" 2>&1
  status=$?
  found=("$scratch-$sanitizer"/found.*)
  [ -e "${found[0]}" ] || found=()
  grep -E '✘|error:|SUMMARY: |Test run with' "$log" | sort | uniq -c | head -40
  if [ "${#found[@]}" -gt 0 ]; then grep -h SUMMARY "${found[@]}" | sort | uniq -c | head -40; fi
  echo "$sanitizer: exit $status, ${#found[@]} processes with reports"
  if [ "$status" -ne 0 ] || [ "${#found[@]}" -ne 0 ]; then failed=1; fi
done
exit "$failed"
