#!/usr/bin/env bash
# schemathesis from openapi.yaml with each role: no 5xx, every answer as described (EXAMPLES=500)
#
#   EXAMPLES=500 ROLES='agency partnership decider auditor dashboard admin none' JOBS=2 scripts/api-fuzz.sh
#
# A role takes about 25 minutes of one core at 500 examples, most of it the tool's own: JOBS roles run at once.
# Starts a demonstration of its own on any free port, and stops it. The tool comes from
# scripts/requirements-fuzz.txt into a folder of its own; where it is not to be had, this is skipped,
# with a word. A report of each role is left in .build/api-fuzz.
set -euo pipefail
cd "$(dirname "$0")/.."
examples=${EXAMPLES:-500}
jobs=${JOBS:-1}
roles=${ROLES:-agency partnership decider auditor dashboard admin none}
out=.build/api-fuzz
work=$(mktemp -d)
server=
players=()
finish() {
  for player in ${players[@]+"${players[@]}"}; do kill "$player" 2>/dev/null || true; done
  if [ -n "$server" ]; then kill "$server" 2>/dev/null && wait "$server" 2>/dev/null; fi
  rm -rf "$work"
}
trap finish EXIT

tool() {
  cmp -s .venv-fuzz/ready scripts/requirements-fuzz.txt && return
  rm -rf .venv-fuzz
  timeout 300 python3 -m venv .venv-fuzz &&
    timeout 600 .venv-fuzz/bin/pip install --quiet --disable-pip-version-check --timeout 30 --retries 1 \
      --requirement scripts/requirements-fuzz.txt && cp scripts/requirements-fuzz.txt .venv-fuzz/ready
}
mkdir -p "$out"
if ! tool >"$out/tools.log" 2>&1; then
  echo "SKIPPED: api-fuzz (schemathesis could not be installed; see $out/tools.log)"
  exit 0
fi

program=${PROGRAM:-.build/debug/parley}
[ -x "$program" ] || swift build --product parley
"$program" serve --data "$work/data" --port 0 --demo --set http.requestsPerCredential=0 >"$work/announced" 2>"$work/log" &
server=$!
for _ in $(seq 300); do
  [ -s "$work/announced" ] && break
  kill -0 "$server" 2>/dev/null || { cat "$work/log"; exit 1; }
  sleep 0.1
done
address=$(sed -n 's/.*"address":"\([^"]*\)".*/\1/p' "$work/announced")
token() { sed -n "s/.*\"demo-croydon-$1\": *\"\([^\"]*\)\".*/\1/p" "$work/data/demonstration-tokens.json"; }

# Something to find: without a real reference every path would be a 404.
school=$(token st-hilda)
reference=$(curl --silent --header "Authorization: Bearer $school" --header 'Content-Type: application/json' \
  --header 'Idempotency-Key: "seed"' "$address/v1/escalations" --data '{"policy": "croydon",
  "receiving": ["croydon-social-care"], "summary": "A worry.", "immediateRisk": "no",
  "children": [{"localReference": "1"}]}' | sed -n 's/.*"reference":"\([^"]*\)".*/\1/p')
post() { # TOKEN PATH BODY
  curl --silent --output /dev/null --header "Authorization: Bearer $1" --header 'Content-Type: application/json' \
    --header "Idempotency-Key: \"$2\"" "$address$2" --data "$3"
}
post "$school" "/v1/escalations/$reference/forms" '{"template": "croydon-notification"}'
post "$(token admin)" /v1/credentials '{"id": "spare", "name": "Spare", "role": "dashboard"}'
existing=$(cat <<EOF
{"reference": "$reference", "form": "$reference-F1", "policy": "croydon", "agency": "croydon-police",
 "template": "croydon-notification", "calendar": "england-and-wales", "credential": "spare", "number": 1}
EOF
)
curl --silent "$address/openapi.yaml" >"$work/openapi.yaml"

play() { # ROLE: what came of it goes into a file, so that roles that run at once do not mix their lines
  case $1 in
    agency) secret=$school ;;
    none) secret= ;;
    *) secret=$(token "$1") ;;
  esac
  log=$out/$1.log
  result=passed
  EXISTING=$existing SCHEMATHESIS_HOOKS=scripts/api_fuzz_hooks.py \
    .venv-fuzz/bin/schemathesis run "$work/openapi.yaml" --url "$address" --workers 1 \
    --max-examples "$examples" --phases examples,coverage,fuzzing --suppress-health-check all \
    --checks not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance,unsupported_method \
    --no-color --continue-on-failure --generation-database none \
    ${secret:+--header "Authorization: Bearer $secret"} >"$log" 2>&1 &
  local tool=$!
  trap 'kill "$tool"; exit 1' TERM
  wait "$tool" || result=FAILED
  echo "$result" >"$work/result-$1"
  echo "== $1, $examples examples an operation: $result"
  tail -n 25 "$log" | grep -E 'generated|passed|failed|errors|Failures|skipped|:' | tail -12 || true
}
running=0
for role in $roles; do
  if [ "$running" -ge "$jobs" ]; then
    wait -n || true
    running=$((running - 1))
  fi
  { play "$role" >"$work/told-$role" 2>&1; cat "$work/told-$role"; } &
  players+=("$!")
  running=$((running + 1))
done
for player in "${players[@]}"; do wait "$player" || true; done
failed=0
for role in $roles; do
  [ "$(cat "$work/result-$role" 2>/dev/null)" = passed ] || failed=1
done
if [ "$failed" -eq 0 ]; then echo "api-fuzz: no failure"; else echo "api-fuzz: FAILED, see $out"; fi
exit "$failed"
