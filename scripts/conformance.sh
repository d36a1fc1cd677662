#!/usr/bin/env bash
# Wire conformance of a running server: conformance.sh BASE_URL [HEALTH_PATH]
#   conformance.sh http://127.0.0.1:8080 /health/live
# Runs every wire case strictly, whole, an octet at a time, by lines and at random splits; then the
# probes of this folder and, with SLOW=1, the slow clients (some minutes). With a create route in the
# environment the JSON bodies go through it:
#   JSON_ROUTE='POST /v1/escalations' JSON_HEADER='Authorization: Bearer …' JSON_SYNTAX='"code":"json-…"'
# Needs ../shared/http-corpus beside the repository, and skips with a word where it is not.
set -uo pipefail
cd "$(dirname "$0")/.."
base=${1:?usage: conformance.sh BASE_URL [HEALTH_PATH]}
health=${2:-/health/live}
corpus=${CORPUS:-../shared/http-corpus}
hostport=${base#http://}
hostport=${hostport%%/*}
host=${hostport%%:*}
port=${hostport##*:}
failed=0

# nginx wants a port; so does a URL without one.
[ "$port" != "$hostport" ] || port=80

if [ ! -f "$corpus/run.py" ]; then
  echo "conformance: skipped the wire cases, for $corpus is not there"
else
  wire() {
    echo "== wire cases: $*"
    python3 "$corpus/run.py" "$host" "$port" --health "$health" --strict --jobs 8 "$@" |
      grep -E '^(FAIL|TOTAL|SERVER)|^ +(got|rule|raw)'
    [ "${PIPESTATUS[0]}" -eq 0 ] || failed=1
  }
  wire --mode whole
  wire --mode whole --map "*=$health"
  wire --mode bytes
  wire --mode lines
  for seed in 1 2 3 4 5; do wire --mode random --seed "$seed"; done
  if [ -n "${JSON_ROUTE:-}" ]; then
    echo "== JSON bodies: $JSON_ROUTE"
    python3 "$corpus/run.py" "$host" "$port" --health "$health" --suite jsontestsuite --jobs 2 \
      --json-route "$JSON_ROUTE" ${JSON_HEADER:+--json-header "$JSON_HEADER"} \
      ${JSON_SYNTAX:+--json-syntax-regex "$JSON_SYNTAX"} | grep -E '^(FAIL|TOTAL|SERVER)|^ +(got|rule|raw)'
    [ "${PIPESTATUS[0]}" -eq 0 ] || failed=1
  fi
  if [ -n "${SLOW:-}" ]; then
    echo "== slow clients"
    python3 "$corpus/slow_probe.py" "$host" "$port" --path "$health" --post "$health" || failed=1
  fi
fi

echo "== probes"
python3 scripts/conformance_probes.py "$host" "$port" --path "$health" || failed=1

if [ "$failed" -eq 0 ]; then echo "conformance: no failure"; else echo "conformance: FAILED"; fi
exit "$failed"
