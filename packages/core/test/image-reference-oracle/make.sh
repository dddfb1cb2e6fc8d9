#!/bin/sh
# Makes table.generated.jsonl: what the Go parsers say about every reference of corpus.ts, so that the tests
# need neither Go nor the network. Needs a Debian with go and apt (any release), and Node 24.
#
#   sh make.sh                   writes table.generated.jsonl
#   sh make.sh 300000 7          300,000 cases of seed 7 to standard output instead
#
# Accepted: [input, domain, path, tag, digest, familiar name, podman's error or ""]
# Refused:  [input, docker's error, podman's error where it differs]
set -eu
here=$(CDPATH= cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# docker 28, the kubelet and containerd: distribution/reference 0.6.0 (Debian 13).
# podman, skopeo and CRI-O: the grammar of docker/distribution 2.8.2 (Debian 12).
# An apt root of its own, so that the machine's sources stay as they are.
mkdir -p "$work/lists/partial" "$work/archives/partial" "$work/packages"
for release in bookworm trixie; do
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian $release main"
done > "$work/sources.list"
from_debian() {
  apt-get -qq -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=- \
    -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work" -o APT::Sandbox::User= "$@"
}
from_debian update
cd "$work/packages"
from_debian download \
  golang-github-distribution-reference-dev/trixie \
  golang-github-opencontainers-go-digest-dev/trixie \
  golang-github-docker-distribution-dev/bookworm
for package in *.deb; do dpkg-deb --extract "$package" "$work"; done

cd "$work"
GO111MODULE=off GOFLAGS= GOPATH="$work/usr/share/gocode" GOCACHE="$work/cache" \
  go build -o oracle "$here/oracle.go"
node "$here/corpus.ts" "$@" | ./oracle > table.jsonl
if [ $# -eq 0 ]; then cp table.jsonl "$here/table.generated.jsonl"; else cat table.jsonl; fi
