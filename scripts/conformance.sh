#!/usr/bin/env bash
# wire cases in every mode, JSON bodies, probes and slow clients: the server alone and the whole program
#
#   conformance.sh                                  builds and starts both, and stops them again
#   conformance.sh http://127.0.0.1:8080 [HEALTH]   a server that runs (HEALTH: /health/live)
#
# With a create route in the environment the JSON bodies go through it; a demonstration brings its own:
#   JSON_ROUTE='POST /v1/escalations' JSON_HEADER='Authorization: Bearer …' JSON_SYNTAX='"malformedJSON"'
# SEEDS='1 2 3 4 5' are those of the random splits, SLOW=0 leaves the slow clients out (four minutes).
# Needs ../shared/http-corpus beside the repository (or CORPUS), and skips those cases where it is not.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
corpus=${CORPUS:-../shared/http-corpus}
seeds=${SEEDS:-1 2 3 4 5}
port=${PORT:-18089}
host=127.0.0.1
failed=0
work=$(mktemp -d)
server=

finish() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null && wait "$server"; fi
  rm -rf "$work"
}
trap finish EXIT

stop() { # [PATH]: a server that we started must end by itself, with 0, whoever waits (at PATH)
  [ -n "$server" ] || return 0
  python3 scripts/conformance_probes.py "$host" "$port" --path /health/live --only stopping --pid "$server" \
    ${1:+--waiting "$1"} || failed=1
  wait "$server" || { echo "FAIL the server ended with $?"; failed=1; }
  server=
}

start() { # until it says where it is
  : >"$work/announced"
  "$@" >"$work/announced" 2>"$work/log" &
  server=$!
  for _ in $(seq 200); do
    [ -s "$work/announced" ] && return
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
  done
  cat "$work/log"
  exit 1
}

start_alone() {
  start .build-release/release/conformance-server --port "$port" --quick
}

start_program() {
  start .build-release/release/parley serve --data "$work/data" --port "$port" --demo
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

report() { # shows the failures and the total of what a runner said
  grep -E '^(FAIL|TOTAL|SERVER)|^ +(got|rule|raw)'
}

wire() {
  echo "-- wire cases: $*"
  python3 "$corpus/run.py" "$host" "$port" --health "$health" --strict --jobs 8 "$@" >"$work/wire" || failed=1
  report <"$work/wire"
}

json_bodies() {
  echo "-- JSON bodies: $JSON_ROUTE"
  python3 "$corpus/run.py" "$host" "$port" --health "$health" --suite jsontestsuite --jobs 2 \
    --json-route "$JSON_ROUTE" ${JSON_HEADER:+--json-header "$JSON_HEADER"} --json-header 'Idempotency-Key: conformance' \
    ${JSON_SYNTAX:+--json-syntax-regex "$JSON_SYNTAX"} >"$work/json" || failed=1
  report <"$work/json"
}

corpus_cases() {
  if [ ! -f "$corpus/run.py" ]; then
    echo "-- skipped the wire cases, for $corpus is not there"
    return
  fi
  wire --mode whole
  wire --mode whole --map "*=$health"
  wire --mode bytes
  wire --mode lines
  for seed in $seeds; do wire --mode random --seed "$seed"; done
  [ -z "${JSON_ROUTE:-}" ] || json_bodies
  [ "${SLOW:-1}" != 0 ] || return 0
  echo "-- slow clients"
  python3 "$corpus/slow_probe.py" "$host" "$port" --path "$health" --post "$health" || failed=1
}

examine() { # NAME HEALTH: everything, against the server at $host and $port
  echo "== $1"
  health=$2
  corpus_cases
  echo "-- probes"
  CORPUS=$corpus python3 scripts/conformance_probes.py "$host" "$port" --path "$health" \
    ${server:+--pid "$server"} || failed=1
}

if [ $# -gt 0 ]; then
  hostport=${1#http://}
  hostport=${hostport%%/*}
  host=${hostport%%:*}
  port=${hostport##*:}
  [ "$port" != "$hostport" ] || port=80
  examine "$1" "${2:-/health/live}"
else
  make release || exit 1
  swift build -c release -Xswiftc -cross-module-optimization --scratch-path .build-release \
    --product conformance-server || exit 1
  start_alone
  examine "the server alone" /health/live
  stop /wait
  start_program
  examine "the program" /health/live
  stop
fi

if [ "$failed" -eq 0 ]; then echo "conformance: no failure"; else echo "conformance: FAILED"; fi
exit "$failed"
