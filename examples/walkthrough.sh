#!/bin/sh
# One disagreement from raising to resolution, under Croydon's policy, with curl and nothing else.
#
#   examples/walkthrough.sh BASE_URL [DATA_FOLDER]
#
# A school referred a child; social care closed the referral; the school disagrees. The tokens are read
# from the demonstration's data folder (default: data). Where the server was started with
# `--clock manual`, time is moved through its control socket, and a limit is seen to pass.
set -eu

base=${1:?usage: walkthrough.sh BASE_URL [DATA_FOLDER]}
data=${2:-data}
run=$(date +%s)-$$
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

token() { sed -n "s/.*\"demo-croydon-$1\": *\"\([^\"]*\)\".*/\1/p" "$data/demonstration-tokens.json"; }
school=$(token st-hilda)
care=$(token social-care)
office=$(token partnership)
[ -n "$school" ] || { echo "No demonstration tokens in $data: start the server with --demo." >&2; exit 2; }

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
steps=0

# call WHO METHOD PATH EXPECTED_STATUS [BODY]: makes a request, shows it and its answer.
call() {
  steps=$((steps + 1))
  printf '%s %s\n' "$2" "$3"
  set -- "$@" ''
  if [ -n "$5" ]; then printf '  %s\n' "$5"; fi
  # A key of its own for each step: sent again after a time-out, it would change nothing twice.
  status=$(curl --silent --show-error --output "$work/body" --dump-header "$work/head" \
    --write-out '%{http_code}' --request "$2" "$base$3" \
    --header "Authorization: Bearer $1" --header "Idempotency-Key: \"walkthrough-$run-$steps\"" \
    ${etag:+--header "If-Match: $etag"} \
    ${5:+--header 'Content-Type: application/json' --data "$5"})
  printf '%s ' "$status"
  cat "$work/body"
  echo
  if [ "$status" != "$4" ]; then
    echo "expected $4" >&2
    exit 1
  fi
}

# based_on WHO: reads the case, so that what follows is held against the state that was seen.
based_on() {
  curl --silent --show-error --output /dev/null --dump-header "$work/seen" \
    --header "Authorization: Bearer $1" "$base/v1/escalations/$id"
  etag=$(sed -n 's/^[Ee][Tt][Aa][Gg]: *\(.*\)\r$/\1/p' "$work/seen")
}

# form_based WHO: the same for the form.
form_based() {
  curl --silent --show-error --output /dev/null --dump-header "$work/seen" \
    --header "Authorization: Bearer $1" "$base/v1/forms/$form"
  etag=$(sed -n 's/^[Ee][Tt][Aa][Gg]: *\(.*\)\r$/\1/p' "$work/seen")
}

# move WHO STAGE: goes to a stage, saying that no child is at immediate risk.
move() {
  based_on "$1"
  call "$1" POST "/v1/escalations/$id/stage-moves" 201 \
    "{\"to\": \"$2\", \"immediateRisk\": \"no\", \"by\": {\"name\": \"A. Teacher\", \"role\": \"safeguarding-lead\"}}"
  etag=
}

# wait_hours N: moves time by hand; says so where the server's clock is the system's.
wait_hours() {
  if curl --silent --fail --output "$work/clock" --unix-socket "$data/control.sock" \
    --request POST http://parley/clock --data "{\"byHours\": $1}" 2>"$work/error"; then
    printf 'Time goes on by %s hours: ' "$1"
    cat "$work/clock"
    echo
    moved=yes
  else
    echo "(The clock is the system's: time is not moved.)"
    moved=no
  fi
}

etag=

say '1. The school raises it, with a sentence.'
call "$school" POST /v1/escalations 201 '{
    "policy": "croydon", "receiving": ["croydon-social-care"],
    "summary": "We referred a child on two bruises; the referral was closed and we still worry.",
    "immediateRisk": "no",
    "children": [{"name": "Robin Example", "birthDate": "2015-02-03", "localReference": "ST-0042"}],
    "category": "levels-of-need",
    "raisedBy": {"name": "A. Teacher", "role": "safeguarding-lead"}
  }'
id=$(sed -n 's/.*"reference": *"\([^"]*\)".*/\1/p' "$work/body")
echo "Its reference is $id."

say '2. What the school owes now: nothing stands in the way of the child; the rest is listed.'
call "$school" GET "/v1/escalations/$id/owed" 200

say '3. Social care sees it, and what it owes.'
call "$care" POST "/v1/escalations/$id/acknowledgements" 201 '{}'
call "$care" GET "/v1/escalations/$id/owed" 200

say '4. Stage 1: leaving it without a word to the other side is refused, with the clause.'
based_on "$school"
call "$school" POST "/v1/escalations/$id/stage-moves" 409 '{"to": "stage-2", "immediateRisk": "no"}'
etag=

say '5. So they talk; the school also took advice in its own house, which only the school sees.'
call "$school" POST "/v1/escalations/$id/consultations" 201 \
  '{"kind": "consult", "by": {"name": "A. Teacher", "role": "safeguarding-lead"}, "words": "We still think the threshold is met."}'
call "$school" POST "/v1/escalations/$id/discussions" 201 \
  '{"medium": "phone", "summary": "Views exchanged; no agreement.", "by": {"name": "A. Teacher"}}'
move "$school" stage-2

say '6. Stage 2: the managers talk. Nobody answers at first: an attempt is enough to go on.'
wait_hours 300
if [ "$moved" = yes ]; then
  echo 'The limit of seven working days has passed, and the record says so:'
  call "$school" GET "/v1/escalations/$id/clocks" 200
fi
call "$school" POST "/v1/escalations/$id/discussions" 201 \
  '{"how": "attempted", "medium": "phone", "summary": "Two calls, a message left.", "by": {"name": "A. Teacher"}}'
move "$school" stage-3

say '7. Stage 3: a reflective consultation is considered, and the form is declined with a reason.'
call "$school" POST "/v1/escalations/$id/consultations" 201 \
  '{"kind": "consider", "answer": "yes", "reason": "The case is stuck.", "by": {"name": "A. Teacher"}}'
call "$school" POST "/v1/escalations/$id/consultations" 201 \
  '{"kind": "meet", "words": "Held with both agencies and health.", "by": {"name": "A. Teacher"}}'
call "$school" POST "/v1/escalations/$id/discussions" 201 \
  '{"medium": "faceToFace", "summary": "Each saw what the other had not known.", "by": {"name": "A. Teacher"}}'
call "$school" POST "/v1/escalations/$id/acts" 201 \
  '{"kind": "submitForm", "how": "declined", "reason": "It goes in at stage 4.", "by": {"name": "A. Teacher"}}'
move "$school" stage-4

say '8. Stage 4: a decision that both sides agree, with an action.'
call "$school" POST "/v1/escalations/$id/discussions" 201 \
  '{"medium": "video", "summary": "Heads of service met.", "by": {"name": "B. Head"}}'
call "$school" POST "/v1/escalations/$id/decisions" 201 \
  '{"basis": "agreed", "outcome": "changed", "agreedBy": ["croydon-st-hilda", "croydon-social-care"], "words": "The referral is opened again and assessed.", "by": {"name": "B. Head"}}'
call "$care" POST "/v1/escalations/$id/actions" 201 \
  '{"owner": "croydon-social-care", "what": "Assess the child at home and at school.", "agreed": true, "by": {"name": "C. Manager"}}'
call "$care" POST "/v1/escalations/$id/actions/1/progress" 201 \
  '{"progress": "done", "words": "Assessed.", "by": {"name": "C. Manager"}}'

say '9. The form of stage 4: begun from the record, completed, submitted. A page of it prints.'
call "$school" POST "/v1/escalations/$id/forms" 201 '{"template": "croydon-notification"}'
form=$(sed -n 's/.*"form":"\([^"]*\)".*/\1/p' "$work/body")
call "$school" GET "/v1/forms/$form" 200
# What the record filled in is kept; the rest is added behind it.
answers=$(sed 's/.*"answers":\(.*\),"filledIn":.*/\1/; s/}$//' "$work/body")
form_based "$school"
call "$school" PUT "/v1/forms/$form" 200 "{\"answers\": $answers, \"stage\": \"stage-4\", \
\"decisionDisputed\": \"The referral was closed.\", \"outcomeSought\": \"An assessment.\", \
\"agreedOutcomes\": \"It is assessed.\", \"isOutstanding\": false, \"isOnRecord\": true, \
\"themes\": [\"levels-of-need\"], \"learning\": \"Talk before closing.\"}}"
form_based "$school"
call "$school" POST "/v1/forms/$form/submission" 201 '{"part": "notification"}'
etag=
curl --silent --fail --header "Authorization: Bearer $school" --header 'Accept: text/html' \
  "$base/v1/forms/$form" > "$work/form.html"
echo "   a page of $(wc -c < "$work/form.html") bytes"

say '10. Both agencies confirm their own records.'
for who in "$school" "$care"; do
  call "$who" POST "/v1/escalations/$id/record-confirmations" 201 \
    '{"ownReference": "file 7", "by": {"name": "Records"}}'
done

say '11. It is resolved, with the assent of the school. Social care alone could not have closed it.'
based_on "$care"
call "$care" POST "/v1/escalations/$id/resolution" 409 '{"basis": "assent", "outcome": "changed"}'
based_on "$school"
call "$school" POST "/v1/escalations/$id/resolution" 201 \
  '{"basis": "assent", "outcome": "changed", "assenting": ["croydon-social-care"], "nextSteps": "The child is assessed; the school hears the outcome.", "by": {"name": "A. Teacher"}}'
etag=

say '12. The record reads as the story; the office of the partnership sees it too.'
call "$school" GET "/v1/escalations/$id/record" 200
call "$office" GET "/v1/escalations/$id/status" 200
grep -q '"state":"resolved"' "$work/body" || { echo 'It is not resolved.' >&2; exit 1; }

say "Resolved: $id, in $steps requests."
