#!/usr/bin/env bash
# Serves the demonstration from the release build: the data folder is ./data, the address is loopback.
#
#   PORT=8080 DATA=data [CLOCK=manual] scripts/run.sh [MORE ARGUMENTS OF parley serve]
#
# The program's first line on standard output is one JSON object (address and tokens) for scripts; people
# get it again below, indented. Logs go to standard error.
set -euo pipefail
cd "$(dirname "$0")/.."

indented() {
  # Ctrl-C is for the server, which still has answers to finish; this reader ends when the server has.
  trap '' INT TERM
  IFS= read -r first || return 0
  printf '%s\n\n' "$first"
  awk -v width=2 '
    function line(depth) { printf "\n%*s", depth * width, "" }
    { text = $0
      for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (inside) {
          printf "%s", c
          if (c == "\\") { i++; printf "%s", substr(text, i, 1) } else if (c == "\"") inside = 0
        } else if (c == "\"") { inside = 1; printf "%s", c }
        else if (c == "{" || c == "[") { printf "%s", c; line(++depth) }
        else if (c == "}" || c == "]") { line(--depth); printf "%s", c }
        else if (c == ",") { printf ","; line(depth) }
        else if (c == ":") printf ": "
        else if (c != " ") printf "%s", c
      }
      print "\n" }' <<<"$first"
  cat
}

exec .build-release/release/parley serve --data "${DATA:-data}" --port "${PORT:-8080}" --demo ${CLOCK:+--clock "$CLOCK"} "$@" \
  > >(indented)
