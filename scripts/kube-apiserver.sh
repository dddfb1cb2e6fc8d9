#!/bin/sh
# Prints a folder with kube-apiserver and etcd: the one that KUBEBUILDER_ASSETS names, the cached one,
# or a fresh build of Debian's own source package. Go and etcd are not installed, only unpacked
# beside the sources. Exits with 3, and says why, where there is no such server to be had.
set -eu
cd "$(dirname "$0")"
. ./setup.sh
. ./package-sources.sh

VERSION=1.20.5+really1.20.2
CANNOT_BE_HAD=3

main() {
  if [ -n "${KUBEBUILDER_ASSETS:-}" ]; then
    printf '%s\n' "$KUBEBUILDER_ASSETS"
    return
  fi
  cache="${XDG_CACHE_HOME:-$HOME/.cache}/berth/kube-apiserver-$VERSION-$(uname -m)"
  if [ ! -d "$cache" ]; then
    command -v apt-get >/dev/null 2>&1 || cannot 'there is no apt-get'
    mkdir -p "$(dirname "$cache")"
    # Two at once: the second waits and finds what the first has made.
    exec 9>"$cache.lock"
    flock 9
    [ -d "$cache" ] || make_assets
  fi
  printf '%s\n' "$cache"
}

make_assets() {
  use_programs make=make dpkg-source=dpkg-dev gcc=gcc rsync=rsync >&2
  say "building kube-apiserver $VERSION: six minutes on two processors"
  work=$(mktemp -d "$cache.XXXXXX")
  trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
  # A process of its own: in a list with || the shell would go on after a failed command. In a session
  # of its own: the compilers end with it.
  status=0
  setsid sh ./kube-apiserver.sh build-in "$work" >"$work/log" 2>&1 9>&- &
  builder=$!
  trap 'kill -- "-$builder"; wait; exit 130' HUP INT TERM
  wait $builder || status=$?
  [ "$status" = 0 ] || tail -n 40 "$work/log" >&2
  [ "$status" != $CANNOT_BE_HAD ] || cannot 'the package sources of this machine do not give it'
  [ "$status" = 0 ] || exit 1
  # Complete or not there at all: a build that was cut off leaves nothing.
  mv -T "$work/assets" "$cache"
}

build_in() {
  work=$1
  cd "$work"
  (fetch) || exit $CANNOT_BE_HAD
  for package in ./*.deb; do dpkg -x "$package" root; done
  dpkg-source --no-check -x ./*.dsc kubernetes
  compile
  mkdir assets
  cp kubernetes/_output/bin/kube-apiserver root/usr/bin/etcd assets
  assets/kube-apiserver --version
  assets/etcd --version
}

fetch() {
  source_lists &&
    with_sources apt-get update &&
    with_sources apt-get source --download-only "kubernetes=$(source_version)" &&
    with_sources apt-get download golang-1.19-go golang-1.19-src etcd-server \
      golang-github-modern-go-reflect2-dev
}

# The sources beside the binaries.
source_lists() {
  copy_sources
  sed -i '/^deb-src[[:space:]]/d
    s/^deb\([[:space:]].*\)/deb\1\ndeb-src\1/
    s/^Types:.*/Types: deb deb-src/' parts/*
}

source_version() {
  with_sources apt-cache showsrc kubernetes | sed -n "s/^Version: \($VERSION-.*\)/\1/p" | tail -n 1
}

compile() {
  # The vendored 1.0.1 reads Go's own maps in a way that newer Go ended: a crash after some seconds.
  vendored=kubernetes/vendor/github.com/modern-go/reflect2
  rm -rf "$vendored"
  cp -r root/usr/share/gocode/src/github.com/modern-go/reflect2 "$vendored"
  env -u GOFLAGS -u GOPATH GOROOT="$work/root/usr/lib/go-1.19" \
    PATH="$work/root/usr/lib/go-1.19/bin:$PATH" GOCACHE="$work/go-cache" GOPROXY=off \
    make -C kubernetes WHAT=cmd/kube-apiserver
}

cannot() {
  say "kube-apiserver $VERSION cannot be had: $1. KUBEBUILDER_ASSETS may name a folder with kube-apiserver and etcd."
  exit $CANNOT_BE_HAD
}

case "${1:-}" in
  '') main ;;
  build-in) build_in "$2" ;;
esac
