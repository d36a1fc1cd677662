#!/usr/bin/env bash
# Installs what Parley needs from the system, and nothing that is there already.
#
#   scripts/install.sh build   to build it: SQLite's header, time zones, make
#   scripts/install.sh run     to run a built one: SQLite's library, time zones, curl for the health check
#   scripts/install.sh test    to build and to test it
#   scripts/install.sh bench   to build it and to measure it beside its peers
#
# The Makefile and both stages of the Dockerfile call this one script. It looks for the thing itself, not
# for a package, so a machine that has them from elsewhere is left alone.
set -euo pipefail

purpose=${1:-build}

has_header() { [ -e /usr/include/sqlite3.h ] || [ -e /usr/local/include/sqlite3.h ]; }
has_library() { PATH=$PATH:/sbin:/usr/sbin ldconfig -p | grep -q 'libsqlite3\.so\.0'; }
has_zones() { [ -e /usr/share/zoneinfo/Europe/London ]; }
has_server_command() { PATH=$PATH:/sbin:/usr/sbin has_command "$1"; }
has_command() { command -v "$1" >/dev/null; }

missing=()
need() { # need PACKAGE CHECK...
  local package=$1
  shift
  "$@" || missing+=("$package")
}

case $purpose in
  build | test | bench)
    need libsqlite3-dev has_header
    need make has_command make
    ;;
  run)
    need libsqlite3-0 has_library
    need curl has_command curl
    ;;
  *)
    echo "usage: $0 build|run|test|bench" >&2
    exit 64
    ;;
esac
need tzdata has_zones
if [ "$purpose" = test ]; then
  need curl has_command curl
  need sqlite3 has_command sqlite3
  # The test of the TLS front is skipped without these, so nobody is asked to type anything for them.
  if [ "$(id -u)" -eq 0 ] && has_command apt-get; then
    need openssl has_command openssl
    need nginx-light has_server_command nginx
  fi
fi
if [ "$purpose" = bench ]; then
  need nginx-light has_server_command nginx
  need wrk has_command wrk
  need procps has_command ps
fi

[ ${#missing[@]} -gt 0 ] || exit 0

by_hand="apt-get update && apt-get install --yes --no-install-recommends ${missing[*]}"
stop() {
  printf 'Parley needs: %s\n%s:\n\n  %s\n\n' "${missing[*]}" "$1" "$2" >&2
  exit 1
}

has_command apt-get ||
  stop "This system has no apt-get. Install what answers to these Debian packages" "${missing[*]}"

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  # Without a terminal sudo could only wait for a password that nobody types.
  if has_command sudo && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
    as_root=(sudo)
  else
    stop "Type this as root, then the same command again" "$by_hand"
  fi
fi

echo "Installing ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
install_missing() {
  "${as_root[@]}" apt-get update --quiet &&
    "${as_root[@]}" apt-get install --yes --quiet --no-install-recommends "${missing[@]}"
}
install_missing >&2 || stop "apt-get could not install them. Try" "$by_hand"
