#!/usr/bin/env bash
# wire cases in every mode, JSON bodies, probes, slow clients (SLOW=1), against the demonstration
#
#   conformance.sh                                  builds, starts a demonstration of its own, stops it
#   conformance.sh http://127.0.0.1:8080 [HEALTH]   a server that runs (HEALTH: /health/live)
#
# With a create route in the environment the JSON bodies go through it; a demonstration brings its own:
#   JSON_ROUTE='POST /v1/escalations' JSON_HEADER='Authorization: Bearer …' JSON_SYNTAX='malformedJSON'
# Needs ../shared/http-corpus beside the repository, and skips with a word where it is not.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
corpus=${CORPUS:-../shared/http-corpus}
health=${2:-/health/live}
port=${PORT:-18089}
base=${1:-http://127.0.0.1:$port}
failed=0
work=$(mktemp -d)
server=

finish() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null && wait "$server" 2>/dev/null; fi
  rm -rf "$work"
}
trap finish EXIT

start_demonstration() {
  make release || exit 1
  .build-release/release/parley serve --data "$work/data" --port "$port" --demo \
    >"$work/announced" 2>"$work/log" &
  server=$!
  for _ in $(seq 100); do
    [ -s "$work/announced" ] && break
    kill -0 "$server" 2>/dev/null || { cat "$work/log"; exit 1; }
    sleep 0.1
  done
  # Any token that may raise: a body that is no JSON is refused before anything else is asked of it.
  token=$(python3 - "$work/announced" <<'PY'
import json, sys
def leaves(value):
    return [value] if isinstance(value, str) else [leaf for each in value.values() for leaf in leaves(each)]
tokens = json.loads(open(sys.argv[1]).readline())["demonstrationTokens"]
print(leaves(tokens.get("agency", tokens))[0])
PY
  )
  : "${JSON_ROUTE:=POST /v1/escalations}" "${JSON_HEADER:=Authorization: Bearer $token}"
  JSON_SYNTAX=${JSON_SYNTAX:-'"malformedJSON"'}
}

wire() {
  echo "== wire cases: $*"
  python3 "$corpus/run.py" "$host" "$port" --health "$health" --strict --jobs 8 "$@" |
    grep -E '^(FAIL|TOTAL|SERVER)|^ +(got|rule|raw)'
  [ "${PIPESTATUS[0]}" -eq 0 ] || failed=1
}

json_bodies() {
  echo "== JSON bodies: $JSON_ROUTE"
  python3 "$corpus/run.py" "$host" "$port" --health "$health" --suite jsontestsuite --jobs 2 \
    --json-route "$JSON_ROUTE" ${JSON_HEADER:+--json-header "$JSON_HEADER"} --json-header 'Idempotency-Key: conformance' \
    ${JSON_SYNTAX:+--json-syntax-regex "$JSON_SYNTAX"} |
    grep -E '^(FAIL|TOTAL|SERVER)|^ +(got|rule|raw)'
  [ "${PIPESTATUS[0]}" -eq 0 ] || failed=1
}

[ $# -gt 0 ] || start_demonstration
hostport=${base#http://}
hostport=${hostport%%/*}
host=${hostport%%:*}
port=${hostport##*:}
[ "$port" != "$hostport" ] || port=80

if [ ! -f "$corpus/run.py" ]; then
  echo "conformance: skipped the wire cases, for $corpus is not there"
else
  wire --mode whole
  wire --mode whole --map "*=$health"
  wire --mode bytes
  wire --mode lines
  for seed in 1 2 3 4 5; do wire --mode random --seed "$seed"; done
  [ -z "${JSON_ROUTE:-}" ] || json_bodies
  if [ -n "${SLOW:-}" ]; then
    echo "== slow clients"
    python3 "$corpus/slow_probe.py" "$host" "$port" --path "$health" --post "$health" || failed=1
  fi
fi

echo "== probes"
CORPUS=$corpus python3 scripts/conformance_probes.py "$host" "$port" --path "$health" \
  ${server:+--pid "$server"} || failed=1

if [ "$failed" -eq 0 ]; then echo "conformance: no failure"; else echo "conformance: FAILED"; fi
exit "$failed"
