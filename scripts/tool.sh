#!/usr/bin/env bash
# Runs a checking tool from scripts/requirements.txt in .venv, which it makes when it is first needed.
#
#   scripts/tool.sh COMMAND [ARGUMENTS]
#
# Where Python or its package index is not to be had, the check is skipped, and says so.
set -euo pipefail
cd "$(dirname "$0")/.."

skip() {
  echo "SKIPPED: $* ($reason)"
  exit 0
}

install_tools() {
  [ .venv/ready -nt scripts/requirements.txt ] && return
  rm -rf .venv
  timeout 180 python3 -m venv .venv &&
    timeout 180 .venv/bin/pip install --quiet --disable-pip-version-check --timeout 15 --retries 1 \
      --requirement scripts/requirements.txt &&
    touch .venv/ready
}

reason="no python3 here"
command -v python3 >/dev/null || skip "$@"
reason="its Python packages could not be installed"
mkdir -p .build
install_tools >.build/tools.log 2>&1 || skip "$@"
".venv/bin/$1" "${@:2}"
echo "ok: $*"
