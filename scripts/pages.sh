#!/usr/bin/env bash
# looks at every page in headless Chromium: accessibility (axe, WCAG 2.2 A and AA), width, paper: pages.sh [OUTPUT [forms|overviews]]
#
#   pages.sh                            all pages of a demonstration, into .build/pages
#   PARLEY=path/to/parley pages.sh out  a program that is built already, into out
#
# Each page is kept as HTML, as it looks on a screen (PNG) and on paper (PDF). Exit status 1 if anything was found.
# Wants Chromium (CHROMIUM=…, or one on the path) and Python, and says so where they are not to be had.
set -euo pipefail
cd "$(dirname "$0")/.."

browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
[ -n "$browser" ] || { echo "SKIPPED: no Chromium here; CHROMIUM=… says where one is" && exit 0; }
tools=.build/pages-tools
if [ ! "$tools/ready" -nt scripts/pages/requirements.txt ]; then
  mkdir -p .build && rm -rf "$tools"
  { timeout 180 python3 -m venv "$tools" &&
    timeout 300 "$tools/bin/pip" install --quiet --disable-pip-version-check --timeout 15 --retries 1 \
      --requirement scripts/pages/requirements.txt; } >.build/pages-tools.log 2>&1 ||
    { echo "SKIPPED: its Python packages could not be installed (.build/pages-tools.log)" && exit 0; }
  touch "$tools/ready"
fi
if [ -z "${PARLEY:-}" ]; then
  make release
  PARLEY=.build-release/release/parley
fi
export PARLEY CHROMIUM=$browser
exec nice -n 10 "$tools/bin/python" scripts/pages "${1:-.build/pages}" "${@:2}"
