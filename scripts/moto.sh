#!/bin/sh
# Prints a folder for PYTHONPATH in which Debian's python3-moto lies, a server of AWS's protocols by
# other people. It is not installed, only unpacked, with what it needs and the machine lacks; where
# the machine's release has none, that of Debian 13 runs as well. Exits with 3, and says why, where
# it cannot be had.
set -eu
cd "$(dirname "$0")"
. ./setup.sh
. ./package-sources.sh

RELEASE=trixie
CANNOT_BE_HAD=3
NEEDS='python3-boto3 python3-flask python3-flask-cors python3-responses python3-xmltodict
  python3-cryptography python3-dateutil python3-jinja2 python3-requests'

main() {
  cache="${XDG_CACHE_HOME:-$HOME/.cache}/berth/moto-$(uname -m)"
  if [ ! -d "$cache" ]; then
    for program in apt-get dpkg python3; do
      command -v $program >/dev/null 2>&1 || cannot "there is no $program"
    done
    mkdir -p "$(dirname "$cache")"
    # Two at once: the second waits and finds what the first has made.
    exec 9>"$cache.lock"
    flock 9
    [ -d "$cache" ] || unpack_moto
  fi
  printf '%s\n' "$cache"
}

unpack_moto() {
  say 'getting moto'
  work=$(mktemp -d "$cache.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  trap 'exit 130' HUP INT TERM
  # A process of its own: in a list with || the shell would go on after a failed command.
  status=0
  sh ./moto.sh unpack-in "$work" >"$work/log" 2>&1 9>&- || status=$?
  if [ "$status" != 0 ]; then
    tail -n 20 "$work/log" >&2
    cannot 'the package sources of this machine do not give it'
  fi
  # Complete or not there at all.
  mv -T "$work/root/usr/lib/python3/dist-packages" "$cache"
}

unpack_in() {
  cd "$1"
  copy_sources
  with_sources apt-get update
  # Before the other release is known, so that these fit the machine's Python.
  # shellcheck disable=SC2086 # one word a package
  with_sources apt-get install --yes --download-only --no-install-recommends $NEEDS
  if ! with_sources apt-get download python3-moto; then
    later_sources
    with_sources apt-get update
    with_sources apt-get download python3-moto
  fi
  for package in ./*.deb archives/*.deb; do
    [ ! -f "$package" ] || dpkg -x "$package" root
  done
  PYTHONPATH=root/usr/lib/python3/dist-packages /usr/bin/python3 -c 'import moto.server'
}

# The same mirrors and keys, for the later release.
later_sources() {
  # shellcheck disable=SC1091 # of the machine
  codename=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
  [ -n "$codename" ] || return 0
  sed -i -E "s/^(deb .*[[:space:]])$codename([[:space:]])/\1$RELEASE\2/
    s/^Suites:(.*[[:space:]])?$codename([[:space:]].*)?$/Suites: $RELEASE/" parts/*
}

cannot() {
  say "moto cannot be had: $1. The tests against it are skipped."
  exit $CANNOT_BE_HAD
}

case "${1:-}" in
  '') main ;;
  unpack-in) unpack_in "$2" ;;
esac
