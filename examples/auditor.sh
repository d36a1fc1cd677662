#!/bin/sh
# An auditor with curl: the tracker as a file that was not altered on its way, the feed of all that happened,
# one record's chain, and the figures that may be published.
#
#   examples/auditor.sh BASE_URL [DATA_FOLDER]
#
# The tokens are those of the demonstration. curl, jq and sha256sum are enough.
set -eu

base=${1:?usage: auditor.sh BASE_URL [DATA_FOLDER]}
data=${2:-data}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

token=$(jq -re '."demo-croydon-auditor"' "$data/demonstration-tokens.json")
get() {
  curl --silent --show-error --fail --header "Authorization: Bearer $token" "$@"
}

echo '1. The tracker as a file. The trailers say how many rows it has, and the digest of its octets.'
get --header 'Accept: text/csv' --dump-header "$work/head" --output "$work/tracker.csv" "$base/v1/tracker"
rows=$(($(wc -l < "$work/tracker.csv") - 1))
told=$(sed -n 's/^[Rr]ow-[Cc]ount: *\([0-9]*\).*/\1/p' "$work/head")
digest=$(sha256sum "$work/tracker.csv" | cut -d' ' -f1)
promised=$(sed -n 's/^[Cc]ontent-SHA256: *\([0-9a-f]*\).*/\1/p' "$work/head")
echo "   $rows rows, SHA-256 $digest"
if [ -n "$told" ] && { [ "$told" != "$rows" ] || [ "$promised" != "$digest" ]; }; then
  echo "   but the server sent $told rows with $promised" >&2
  exit 1
fi

echo '2. The feed, from the first event to the last, each once.'
after=
count=0
: > "$work/feed"
while :; do
  get --output "$work/page" "$base/v1/events?limit=200${after:+&after=$after}"
  jq -r '.items[] | "\(.reference) \(.number)"' "$work/page" >> "$work/feed"
  after=$(jq -r .next "$work/page")
  [ "$(jq -r .more "$work/page")" = true ] || break
done
count=$(wc -l < "$work/feed")
twice=$(sort "$work/feed" | uniq -d | wc -l)
echo "   $count events, $twice of them twice"
[ "$twice" -eq 0 ]

echo '3. One record: each event with its hash and its place in the chain; persons are masked.'
reference=$(tail -1 "$work/feed" | cut -d' ' -f1)
get "$base/v1/escalations/$reference/record" |
  jq -r '"   " + .reference, (.events[] | "   \(.sequence)  \(.hash[0:16])  \(.kind)")'

echo '4. The figures that were published of the year that is over; small numbers are left out.'
year=${AUDIT_YEAR:-$(date -u +'%Y %m' | awk '{print ($2 >= 4 ? $1 - 1 : $1 - 2)}')}
report=$(curl --silent --header "Authorization: Bearer $token" "$base/v1/reports/annual?policy=croydon&year=$year")
if echo "$report" | jq -e '.errors[]? | select(.code == "notPublished")' > /dev/null; then
  echo "   not published yet: examples/tracker.sh does"
  exit 0
fi
echo "$report" | jq -r '"   \(.title), \(.year)", (.tables[] | select(.id == "categories") | .rows[] | "   \(.year.count // "[c]")\t\(.title)")'
