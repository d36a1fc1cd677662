#!/bin/sh
# A dashboard for a wall: where the escalations of each partnership stand, without a name on it.
#
#   examples/dashboard.sh BASE_URL [DATA_FOLDER [ROUNDS]]
#
# Each round asks for all partnerships with the ETag of the round before: what has not changed is answered
# 304 and costs the server next to nothing. Between rounds it follows the feed of one partnership, whose
# answer comes as soon as something happens. The tokens are those of the demonstration.
set -eu

base=${1:?usage: dashboard.sh BASE_URL [DATA_FOLDER [ROUNDS]]}
data=${2:-data}
rounds=${3:-2}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

token() { jq -re --arg name "demo-$1-dashboard" '.[$name]' "$data/demonstration-tokens.json"; }

# ask AREA PATH: asks for what may have changed; the body of the last change stays in a file.
ask() {
  status=$(curl --silent --show-error --output "$work/body" --dump-header "$work/head" \
    --write-out '%{http_code}' --header "Authorization: Bearer $(token "$1")" \
    ${2:+--header "If-None-Match: $(cat "$work/$1.etag" 2>/dev/null || echo '"none"')"} \
    "$base/v1/status")
  case $status in
  200)
    sed -n 's/^[Ee][Tt][Aa][Gg]: *\(.*\)\r$/\1/p' "$work/head" > "$work/$1.etag"
    mv "$work/body" "$work/$1.json"
    ;;
  304) ;;
  *)
    echo "$1: $status" >&2
    cat "$work/body" >&2
    exit 1
    ;;
  esac
}

show() {
  printf '%-10s %6s %6s %6s %6s %6s %8s  %s\n' area open late today soon risk unseen answer
  for area in croydon gscp haringey newham sutton; do
    ask "$area" conditional
    jq -r --arg area "$area" --arg status "$status" '
      [$area, .open, .late, .dueToday, .dueSoon, .flagged, .unseen, $status] | @tsv' \
      "$work/$area.json" |
      while IFS="$(printf '\t')" read -r name open late today soon risk unseen status; do
        printf '%-10s %6s %6s %6s %6s %6s %8s  %s\n' \
          "$name" "$open" "$late" "$today" "$soon" "$risk" "$unseen" "$status"
      done
  done
}

round=0
next=now
while [ "$round" -lt "$rounds" ]; do
  round=$((round + 1))
  show
  [ "$round" -lt "$rounds" ] || break
  # The answer comes when something happens in Croydon, or after two seconds without.
  curl --silent --show-error --fail --header "Authorization: Bearer $(token croydon)" \
    "$base/v1/events?after=$next&wait=2" > "$work/events"
  next=$(jq -r .next "$work/events")
  jq -r '.items[] | "\(.recordedAt)  \(.reference)  \(.kind)"' "$work/events"
done

echo
echo 'Croydon, by stage:'
jq -r '.stages[] | "  \(.count)\t\(.title)"' "$work/croydon.json"
echo 'Croydon, duties owed:'
jq -r '.owedBy[] | "  \(.count)\t\(.owner)"' "$work/croydon.json"
