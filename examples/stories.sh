#!/bin/sh
# The story of one disagreement under each policy, from raising to its last possible step, with curl alone.
#
#   examples/stories.sh BASE_URL DATA_FOLDER [croydon|gscp|sutton|haringey|newham ...]
#
# For a server started with `--demo --clock manual`: limits are seen to pass. Each request is shown with its
# status; one that is answered otherwise than the policy has it ends the script.
set -eu

base=${1:?usage: stories.sh BASE_URL DATA_FOLDER [POLICY ...]}
data=${2:?usage: stories.sh BASE_URL DATA_FOLDER [POLICY ...]}
shift 2
run=$(date +%s)-$$
steps=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say() { printf '\n%s\n' "$*"; }

# token WHO: the demonstration's token of an agency or an office of the policy that is played.
token() { sed -n "s/.*\"demo-$policy-$1\": *\"\([^\"]*\)\".*/\1/p" "$data/demonstration-tokens.json"; }

# send WHO PATH BODY STATUS [CODE]: posts; a refusal is held against the code of its first reason.
send() {
  steps=$((steps + 1))
  status=$(curl --silent --show-error --output "$work/body" --write-out '%{http_code}' \
    --header "Authorization: Bearer $(token "$1")" --header 'Content-Type: application/json' \
    --header "Idempotency-Key: \"stories-$run-$steps\"" ${etag:+--header "If-Match: $etag"} \
    --data "$3" "$base/v1/escalations$2")
  printf '%s %-14s %s %s\n' "$status" "$1" "$2" "$3"
  if [ "$status" != "$4" ] || { [ -n "${5:-}" ] && ! grep -q "\"$5\"" "$work/body"; }; then
    echo "expected $4 ${5:-}: $(cat "$work/body")" >&2
    exit 1
  fi
}

# adds WHO PATH BODY [STATUS CODE]: adds to the record of the escalation.
adds() { etag='' && send "$1" "/$id/$2" "$3" "${4:-201}" "${5:-}"; }

# changes WHO PATH BODY [STATUS CODE]: changes what was read, held against its ETag.
changes() {
  curl --silent --show-error --output /dev/null --dump-header "$work/head" \
    --header "Authorization: Bearer $(token "$1")" "$base/v1/escalations/$id"
  etag=$(sed -n 's/^[Ee][Tt][Aa][Gg]: *\(.*\)\r$/\1/p' "$work/head")
  send "$1" "/$id/$2" "$3" "${4:-201}" "${5:-}"
}

# raises WHO MEMBERS: raises, with what is required and these members.
raises() {
  etag='' && send "$1" '' "{\"policy\": \"$policy\", \"immediateRisk\": \"no\", \
\"summary\": \"We do not think that the decision keeps the child safe.\", $2}" 201
  id=$(sed -n 's/.*"reference": *"\([^"]*\)".*/\1/p' "$work/body")
}

# goes WHO STAGE [MEMBERS STATUS CODE]: moves on, saying that no child is at immediate risk.
goes() {
  changes "$1" stage-moves "{\"to\": \"$2\", \"immediateRisk\": \"no\"${3:+, $3}}" "${4:-201}" "${5:-}"
}

# talks WHO [MEMBERS]: a discussion.
talks() { adds "$1" discussions "{\"summary\": \"Views exchanged.\"${2:+, $2}}"; }

# does WHO KIND [MEMBERS STATUS CODE]: an act of the policy.
does() { adds "$1" acts "{\"kind\": \"$2\"${3:+, $3}}" "${4:-201}" "${5:-}"; }

# asks WHO KIND [MEMBERS]: a consultation, or something considered.
asks() { adds "$1" consultations "{\"kind\": \"$2\"${3:+, $3}}"; }

# as ROLE: who does it.
as() { printf '"by": {"name": "A. Person", "role": "%s"}' "$1"; }

# waits HOURS: moves time by hand.
waits() {
  curl --silent --show-error --fail --output /dev/null --unix-socket "$data/control.sock" \
    --request POST http://parley/clock --data "{\"byHours\": $1}"
  echo "    $1 hours later"
}

# late DUTY: the limit of a duty has passed.
late() {
  curl --silent --show-error --header "Authorization: Bearer $(token st-hilda)" \
    "$base/v1/escalations/$id/owed?state=late" > "$work/owed"
  grep -q "\"duty\":\"$1\"" "$work/owed" || { echo "$1 is not late" >&2; exit 1; }
  echo "    $1 is late"
}

# ends STATE: the escalation has ended so.
ends() {
  curl --silent --show-error --header "Authorization: Bearer $(token partnership)" \
    "$base/v1/escalations/$id/status" > "$work/status"
  grep -q "\"state\":\"$1\"" "$work/status" || { cat "$work/status" >&2; exit 1; }
  say "$policy: $id is $1."
}

croydon() {
  say 'Croydon: five stages of seven working days, up to the Executive Group'
  raises st-hilda '"receiving": ["croydon-social-care"], "children": [{"localReference": "ST-1"}]'
  asks st-hilda consult "$(as safeguarding-lead)"
  goes st-hilda stage-2 '' 409 dutiesOpen
  talks st-hilda
  goes st-hilda stage-2
  waits 300
  late stage-2-complete
  adds st-hilda discussions '{"summary": "Two calls, no reply.", "how": "attempted"}'
  goes st-hilda stage-3
  talks st-hilda
  asks st-hilda consider '"answer": "yes", "reason": "The case is stuck."'
  does st-hilda meet '"duties": ["s3-hold-consultation"]'
  goes st-hilda stage-4 '' 409 dutiesOpen
  does st-hilda submitForm '"how": "declined", "reason": "It goes in at stage 5."'
  goes st-hilda stage-4
  talks st-hilda
  does st-hilda submitForm '"how": "declined", "reason": "It goes in at stage 5."'
  goes st-hilda stage-5
  adds decider decisions "{\"basis\": \"determined\", \"outcome\": \"changed\", $(as executive-group)}"
  changes st-hilda resolution '{"basis": "decision"}' 409 dutiesOpen
  does st-hilda submitForm '"how": "declined", "reason": "The decision says it all."'
  changes social-care resolution '{"basis": "decision", "outcome": "changed"}'
  for stage in stage-1 stage-2 stage-3 stage-4 stage-5; do
    for who in st-hilda social-care; do
      adds "$who" record-confirmations "{\"stage\": \"$stage\", \"ownReference\": \"file 7\"}"
    done
  done
  adds st-hilda learning '{"kind": "theme", "words": "Talk before closing."}'
  ends resolved
}

gscp() {
  say 'GSCP: four stages, one working day and twenty-four hours, up to the Chair of the Executive'
  raises st-hilda '"receiving": ["gscp-social-care"], "children": [{"localReference": "ST-1"}], "category": "threshold"'
  talks st-hilda
  goes st-hilda stage-2 '' 409 dutiesOpen
  does st-hilda report "$(as line-manager)"
  waits 25
  late s1-managers-contact
  talks st-hilda "$(as designated-professional), \"participants\": [{\"agency\": \"gscp-social-care\", \"role\": \"line-manager\"}]"
  goes st-hilda stage-2
  talks st-hilda "$(as second-tier-manager), \"participants\": [{\"agency\": \"gscp-social-care\", \"role\": \"second-tier-manager\"}]"
  goes st-hilda stage-3 '' 409 dutiesOpen
  adds st-hilda discussions '{"summary": "Asked twice.", "how": "attempted", "duties": ["s2-mash"]}'
  goes st-hilda stage-3
  talks social-care "$(as head-of-service-childrens), \"participants\": [{\"agency\": \"gscp-st-hilda\", \"role\": \"head-of-service\"}]"
  does st-hilda decide '"duties": ["s3-decision"], "answer": "not-reached", "reason": "Each side holds to its view."'
  goes st-hilda stage-4
  asks st-hilda consider '"answer": "yes", "reason": "No way forward."'
  does st-hilda refer
  does partnership meet '"answer": "not-resolved", "contents": {"attendance": "All five posts."}'
  does partnership refer
  does partnership respond "$(as executive-chair)"
  does st-hilda confirmRecord '"facts": ["lessons"]'
  changes social-care resolution '{"basis": "unresolved"}' 403 notRaisingSide
  changes st-hilda resolution '{"basis": "unresolved"}'
  asks st-hilda consider '"answer": "yes", "reason": "It recurs."'
  does st-hilda refer
  adds st-hilda learning '{"kind": "lesson", "words": "Ring first."}'
  ends unresolved
}

sutton() {
  say 'Sutton: timescales that both sides agree, up to the Independent Chair'
  raises st-hilda '"receiving": ["sutton-social-care"], "children": [{"localReference": "ST-1"}], "category": "referral"'
  does st-hilda respond "$(as line-manager)"
  talks st-hilda
  adds st-hilda discussions/1/approval '{"by": {"name": "A. Head"}}'
  adds social-care discussions/1/approval '{"by": {"name": "B. Head"}}'
  asks st-hilda consider '"answer": "no", "reason": "The managers know each other."'
  day=$(curl --silent --show-error --header "Authorization: Bearer $(token st-hilda)" \
    "$base/v1/working-days?from=$(now)&add=5" | sed -n 's/.*"date": *"\([^"]*\)".*/\1/p')
  adds st-hilda limits "{\"duty\": \"stage-1-complete\", \"dueOn\": \"$day\"}"
  adds social-care limits "{\"duty\": \"stage-1-complete\", \"dueOn\": \"$day\"}"
  goes social-care stage-2 '' 409 entryNotOpen
  waits 240
  late stage-1-complete
  goes st-hilda stage-2 '' 409 dutiesOpen
  does st-hilda check "$(as safeguarding-lead)"
  does st-hilda refer '"duties": ["s1-refer-senior"]'
  goes social-care stage-2
  does st-hilda agree '"contents": {"outcome": "A visit by both agencies."}'
  talks social-care "$(as senior-manager), \"participants\": [{\"agency\": \"sutton-st-hilda\", \"role\": \"senior-manager\"}]"
  goes st-hilda stage-3
  adds st-hilda discussions "{\"summary\": \"No reply.\", \"how\": \"attempted\", $(as head-of-service)}"
  does st-hilda write '"duties": ["s3-write"], "contents": {"nature": "A plan.", "attempts": "Three."}'
  asks st-hilda consult "$(as lscp-member)"
  goes st-hilda stage-4
  does st-hilda write '"duties": ["s4-referral"], "contents": {"account": "A.", "attempts": "B.", "risk-assessment": "C.", "resolution-sought": "D."}'
  changes st-hilda resolution '{"basis": "decision", "contents": {"agreed-outcome": "As decided."}}' 409 decisionMissing
  adds decider decisions "{\"basis\": \"determined\", \"outcome\": \"partly-changed\", \"contents\": {\"written-response\": \"Sent.\"}, $(as independent-chair)}"
  adds st-hilda outstanding-issues '{"owner": "sutton-social-care", "what": "The visit."}'
  changes st-hilda resolution '{"basis": "decision", "outcome": "partly-changed", "contents": {"agreed-outcome": "As decided."}}'
  adds social-care outstanding-issues/1/progress '{"progress": "done"}'
  adds st-hilda learning '{"kind": "theme", "words": "Agree a day early."}'
  does social-care debrief
  ends resolved
}

haringey() {
  say 'Haringey: a conference asked for and refused, a round table, Heads of Service; nobody beyond them'
  raises st-hilda '"receiving": ["haringey-social-care"], "involved": ["haringey-police"], "children": [{"localReference": "ST-1"}]'
  talks st-hilda
  goes st-hilda stage-2 '' 409 dutiesOpen
  talks st-hilda "$(as line-manager), \"medium\": \"email\""
  goes st-hilda request '"track": "conference-request"' 409 entryNotOpen
  does st-hilda support '"facts": ["conference-wanted"], "duties": ["name-supporter"]'
  goes st-hilda request '"track": "conference-request"'
  does st-hilda write '"duties": ["request-conference"]'
  does st-hilda support "$(as named-professional)"
  does social-care convene '"answer": "refused", "reason": "The plan is enough."'
  goes st-hilda stage-2 '"track": "escalation"'
  does st-hilda convene "\"facts\": [\"polarised\"], $(as head-of-service)"
  goes social-care round-table '"track": "round-table"'
  does police convene
  does police attend "$(as detective-chief-inspector), \"participants\": [{\"agency\": \"haringey-social-care\", \"role\": \"head-of-service\"}, {\"agency\": \"haringey-st-hilda\", \"role\": \"head-of-service\", \"present\": false}]"
  adds social-care actions '{"owner": "haringey-police", "what": "Visit today.", "agreed": true}'
  does police notify
  adds st-hilda dissents '{"words": "The visit is not enough."}'
  asks social-care consider '"answer": "no", "reason": "It stands."'
  goes st-hilda stage-2 '"track": "escalation"'
  does st-hilda meet "\"duties\": [\"s2-attend\"], $(as head-of-service), \"participants\": [{\"agency\": \"haringey-social-care\", \"role\": \"head-of-service\"}, {\"agency\": \"haringey-police\", \"role\": \"head-of-service\"}]"
  changes social-care resolution '{"basis": "unresolved", "contents": {"next-steps": "None."}}' 403 notRaisingSide
  changes st-hilda resolution '{"basis": "unresolved", "outcome": "unchanged-disputed", "dissenting": ["haringey-st-hilda"], "contents": {"next-steps": "Weekly visits."}}'
  adds social-care feedback '{"words": "Told."}'
  does st-hilda debrief '"contents": {"training-need": "Round tables."}'
  adds st-hilda learning '{"kind": "training", "words": "How a round table is called."}'
  ends unresolved
}

newham() {
  say 'Newham: six stages as a guide, up to the Independent Chair'
  raises st-hilda '"receiving": ["newham-social-care"], "children": [{"localReference": "ST-1"}]'
  talks st-hilda '"medium": "phone"'
  goes st-hilda stage-2
  asks st-hilda consult "\"answer\": \"significant-harm\", $(as named-lead)"
  goes st-hilda stage-3
  does st-hilda check "$(as named-lead)"
  does st-hilda state '"contents": {"evidence": "Three visits."}'
  talks st-hilda "$(as named-lead), \"participants\": [{\"agency\": \"newham-social-care\"}]"
  goes st-hilda stage-4
  talks st-hilda "$(as named-lead), \"participants\": [{\"agency\": \"newham-social-care\", \"role\": \"child-protection-manager\"}]"
  does social-care decide "\"answer\": \"neither\", \"reason\": \"The plan holds.\", $(as child-protection-manager)"
  goes st-hilda stage-6 '' 422 reasonMissing
  goes st-hilda stage-5
  waits 200
  late stage-5-complete
  talks social-care "$(as senior-manager)"
  goes st-hilda stage-6
  does st-hilda refer "\"contents\": {\"stages-not-tried\": \"None.\"}, $(as named-lead)"
  day=$(curl --silent --show-error --header "Authorization: Bearer $(token st-hilda)" \
    "$base/v1/working-days?from=$(now)&add=10" | sed -n 's/.*"date": *"\([^"]*\)".*/\1/p')
  adds st-hilda limits "{\"duty\": \"s6-respond\", \"dueOn\": \"$day\", $(as independent-chair)}" 422 wrongRole
  adds decider limits "{\"duty\": \"s6-respond\", \"dueOn\": \"$day\", $(as independent-chair)}"
  does decider write "\"contents\": {\"estimated-timescale\": \"Two weeks.\"}, $(as independent-chair)"
  adds decider decisions "{\"basis\": \"determined\", \"outcome\": \"changed\", $(as independent-chair)}"
  changes st-hilda resolution '{"basis": "decision", "outcome": "changed"}'
  for who in st-hilda social-care; do
    adds "$who" record-confirmations '{"stage": "stage-6", "contents": {"agreed-actions": "A visit."}}'
  done
  adds st-hilda learning '{"kind": "training", "words": "Ring early."}'
  ends resolved
}

# now: the service's day, which is moved by hand.
now() {
  curl --silent --show-error --fail --unix-socket "$data/control.sock" http://parley/clock |
    sed -n 's/.*"now": *"\([0-9-]*\).*/\1/p'
}

[ $# -gt 0 ] || set -- croydon gscp sutton haringey newham
for policy in "$@"; do "$policy"; done
say "$# stories told, in $steps requests."
