#!/bin/sh
# A business manager's morning: what is late and by whom, what drifts, the tracker as a file and as a page,
# and the annual report with its charts.
#
#   examples/tracker.sh BASE_URL [DATA_FOLDER [OUTPUT_FOLDER]]
#
# Everything is written into the output folder (default: tracker). The tokens are the demonstration's.
set -eu

base=${1:?usage: tracker.sh BASE_URL [DATA_FOLDER [OUTPUT_FOLDER]]}
data=${2:-data}
out=${3:-tracker}
mkdir -p "$out"

token() { jq -re --arg name "demo-$1-partnership" '.[$name]' "$data/demonstration-tokens.json"; }

# get AREA MEDIA_TYPE PATH FILE
get() {
  curl --silent --show-error --fail --header "Authorization: Bearer $(token "$1")" \
    --header "Accept: $2" --output "$out/$4" "$base$3"
}

# The report's year that is over by today's date, as the server counts it: from April.
today=$(curl --silent --fail --header "Authorization: Bearer $(token croydon)" "$base/v1/status" | jq -r .today)
year=$(echo "$today" | awk -F- '{print ($2 >= 4 ? $1 - 1 : $1 - 2)}')

for pair in croydon:croydon gscp:gscp haringey:haringey newham:newham sutton:sutton; do
  area=${pair%:*}
  policy=${pair#*:}
  echo "$area"

  # Page after page, until there is no next.
  path="/v1/tracker?state=open&limit=200"
  : > "$out/$area.lines"
  while [ -n "$path" ]; do
    get "$area" application/json "$path" page.json
    jq -c '.items[]' "$out/page.json" >> "$out/$area.lines"
    path=$(jq -r '.next // empty' "$out/page.json")
  done
  jq -rs '"  open \(length), late \(map(select(.late)) | length), drifting \(map(select(.drifting)) | length)"' \
    "$out/$area.lines"
  jq -r 'select(.late) | "  \(.reference)  \(.next.title // "-")  owed by \(.next.owners // [] | join(", "))  since \(.dueOn)"' \
    "$out/$area.lines" | head -5

  get "$area" text/csv "/v1/tracker" "$area-tracker.csv"
  get "$area" text/html "/v1/tracker?state=open" "$area-tracker.html"
  get "$area" text/html "/v1/reports/annual?policy=$policy&year=$year" "$area-report.html"
  # From now on everybody else sees these figures, small numbers left out, and always the same.
  curl --silent --show-error --fail --output /dev/null --header "Authorization: Bearer $(token "$area")" \
    --header "Idempotency-Key: \"publish-$policy-$year\"" --header 'Content-Type: application/json' \
    --data "{\"policy\": \"$policy\", \"year\": $year}" "$base/v1/reports/annual/publication"
  get "$area" text/html "/v1/reports/annual?policy=$policy&year=$year&suppress=small" "$area-report-public.html"
  get "$area" text/csv "/v1/reports/annual?policy=$policy&year=$year&suppress=small" "$area-report.csv"
  get "$area" application/json "/v1/reports/annual?policy=$policy&year=$year" "$area-report.json"
  get "$area" text/html "/v1/reports/themes?policy=$policy&year=$year" "$area-themes.html"
  get "$area" application/x-ndjson "/v1/record?state=open" "$area-record.ndjson"
  jq -r '"  raised in \(.year): \(.tables[] | select(.id == "raised") | .rows[0].year.count)"' "$out/$area-report.json"
done
rm -f "$out/page.json"
