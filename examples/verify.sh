#!/bin/sh
# Checks a stretch of a partnership's record with curl and sha256sum, and trusts nothing else.
#
#   TOKEN=… examples/verify.sh BASE_URL [CHAIN [FROM [TO]]]     CHAIN is event (what happened) or access (who read)
#   examples/verify.sh FILE                                     an export that was kept
#
# Parley gives each entry as it was hashed: its hash on a line, then the text, then an empty line. The text's
# second line is the hash of the entry before, the fourth its place in the chain. So three things are checked:
# that each text has the hash beside it, that each names the hash before, and that no place is left out.
# What is about a restricted escalation is withheld from auditors who are not named for it: such an entry has
# its hash, its place and the hash before, and its text is not checked here.
set -eu

source=${1:?usage: TOKEN=… verify.sh BASE_URL [CHAIN [FROM [TO]]], or verify.sh FILE}
chain=${2:-event}
from=${3:-1}
to=${4:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# 1. The export, whole: curl fails if it is cut.
if [ -f "$source" ]; then
  cp "$source" "$work/export"
else
  : "${TOKEN:?the token of an auditor}"
  curl --silent --show-error --fail --output "$work/export" --header "Authorization: Bearer $TOKEN" \
    "$source/v1/audit/export?chain=$chain&from=$from${to:+&to=$to}"
fi

# 2. Each text into a file of its own, and a list of hashes as sha256sum reads it; what each says of its place
#    and of the hash before goes into another list.
mkdir "$work/texts"
awk -v texts="$work/texts/" -v hashes="$work/hashes" -v links="$work/links" '
  line == 0 && (length($0) != 64 || $0 ~ /[^0-9a-f]/) {
    print "NOT SOUND: no hash of 64 hexadecimal digits stands before entry " count + 1 " of this stretch."; bad = 1; exit 1
  }
  line == 0 { hash = $0; file = sprintf("%s%09d", texts, ++count); line = 1; next }
  $0 == ""  { close(file); if (!withheld) print hash "  " file > hashes; print before, place, hash, withheld > links; line = 0; next }
  { print > file }
  line == 1 { withheld = ($0 == "parley.withheld.1") }
  line == 2 { before = substr($0, 4) }              # 64:HASH
  line == 4 { place = substr($0, index($0, ":") + 1) }  # LENGTH:NUMBER
  { line++ }
  END { if (!bad && line != 0) { print "The export ends within an entry."; exit 1 } }
' "$work/export"
[ -s "$work/links" ] || { echo "There is nothing in this stretch."; exit 1; }

# 3. Every text has the hash that stands beside it. --strict: a line that is no hash fails, and is not passed over.
[ ! -s "$work/hashes" ] || sha256sum --check --quiet --strict "$work/hashes" || { echo "NOT SOUND: a text is not what was hashed."; exit 1; }

# 4. Every entry names the hash before it, and stands in the next place.
awk '
  NR > 1 && ($1 != hash || $2 != place + 1) { print "NOT SOUND: the chain breaks before entry " $2; bad = 1; exit 1 }
  { before = NR == 1 ? $1 : before; first = NR == 1 ? $2 : first; place = $2; hash = $3; withheld += $4 }
  END {
    if (bad) exit 1
    print "Sound: entries " first " to " place "."
    print "  before them: " before
    print "  the last:    " hash
    if (withheld) print "  the texts of " withheld " are withheld: an auditor named for restricted escalations checks them."
  }
' "$work/links"
echo 'Hold the last against the head that you kept (/v1/audit/head), and the one before against your last check.'
