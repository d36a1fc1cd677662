#!/usr/bin/env bash
# coverage-guided fuzzing, ten minutes a target (FUZZ_SECONDS=600): fuzz.sh [TARGET...]
#
# Each target is one file of Fuzz/Targets, compiled with the module it examines. What is found stays in
# .build-fuzz/TARGET/ as crash-*; make a test of it.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${FUZZ_SECONDS:-600}
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(head framing chunked query token json)
work=.build-fuzz
corpus=${CORPUS:-../shared/http-corpus}
mkdir -p "$work"

seed_from_corpus() { # the wire cases, if they are at hand, are where mutation begins
  [ -f "$corpus/cases.ndjson" ] && [ ! -d "$work/seeds" ] || return 0
  mkdir -p "$work/seeds"
  python3 - "$work/seeds" "$corpus/cases.ndjson" <<'PY'
import base64, json, sys
for number, line in enumerate(open(sys.argv[2])):
    raw = base64.b64decode(json.loads(line)["raw"])
    if len(raw) < 4096:
        open(f"{sys.argv[1]}/{number:04}", "wb").write(raw)
PY
}

seed_from_corpus
status=0
for target in "${targets[@]}"; do
  echo "== $target: building"
  # The target is compiled into the module it examines, to reach what is internal. Its first line names
  # the module's folder.
  module=$(sed -n '1s/^\/\/ Examines: *//p' "Fuzz/Targets/$target.swift")
  mapfile -t sources < <(find "$module" -name '*.swift')
  swiftc -O -wmo -swift-version 6 -parse-as-library -sanitize=fuzzer -module-name Fuzzed \
    -enable-upcoming-feature MemberImportVisibility \
    "${sources[@]}" "Fuzz/Targets/$target.swift" Fuzz/Targets/FuzzEntry.swift \
    -o "$work/$target.fuzzer" 2>"$work/build.log" || { cat "$work/build.log"; exit 1; }
  mkdir -p "$work/$target/corpus"
  seeds=("$work/$target/corpus")
  [ -d "$work/seeds" ] && [ "$target" != query ] && seeds+=("$work/seeds")
  echo "== $target: $seconds s"
  if ! SWIFT_BACKTRACE=enable=no "$work/$target.fuzzer" -max_total_time="$seconds" -max_len=4096 \
    -timeout=60 -rss_limit_mb=1024 -print_final_stats=1 -artifact_prefix="$work/$target/" \
    "${seeds[@]}" >"$work/$target/log" 2>&1; then
    echo "FOUND by $target:"
    tail -30 "$work/$target/log"
    status=1
  fi
  grep -E 'number_of_executed_units|new_units_added|peak_rss' "$work/$target/log" || true
done
if [ "$status" -eq 0 ]; then echo "fuzz: no finding"; else echo "fuzz: FOUND something"; fi
exit $status
