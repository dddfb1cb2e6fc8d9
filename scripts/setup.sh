# Sourced by run.sh. Gets what a fresh machine lacks, without touching what it has:
# the right Node and npm from the package registry into a cache, the npm packages of the lock file,
# and Debian's own servers and clients for the tests.

NODE_VERSION=24.21.0
NPM_VERSION=11.19.1

say() { printf 'set-up: %s\n' "$*" >&2; }

use_node() {
  if node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 24 ? 0 : 1)' 2>/dev/null; then
    return
  fi
  case "$(uname -m)" in
    x86_64) platform=linux-x64 ;;
    aarch64 | arm64) platform=linux-arm64 ;;
    *)
      say "There is no Node $NODE_VERSION for \"$(uname -m)\" in the package registry. Install Node 24 or later and try again."
      exit 1
      ;;
  esac
  tools="${XDG_CACHE_HOME:-$HOME/.cache}/berth/node-$NODE_VERSION-npm-$NPM_VERSION"
  if [ ! -d "$tools" ]; then
    say "getting Node $NODE_VERSION (this machine has $(node --version 2>/dev/null || echo none))"
    mkdir -p "$(dirname "$tools")"
    fresh=$(mktemp -d "$tools.XXXXXX")
    npm install --prefix "$fresh" --ignore-scripts --no-save --no-audit --no-fund --loglevel=error \
      "node-$platform@$NODE_VERSION" "npm@$NPM_VERSION" >&2
    # Two set-ups at once: whoever renames first wins, the other one's copy goes.
    mv -T "$fresh" "$tools" 2>/dev/null || rm -rf "$fresh"
  fi
  PATH="$tools/node_modules/node-$platform/bin:$tools/node_modules/.bin:$PATH"
  export PATH
}

use_packages() {
  if cmp -s package-lock.json node_modules/.berth-lock.json; then
    return
  fi
  say 'installing the npm packages'
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
  cp package-lock.json node_modules/.berth-lock.json
}

# use_programs COMMAND=PACKAGE …
use_programs() {
  missing=
  for pair in "$@"; do
    command -v "${pair%%=*}" >/dev/null 2>&1 || missing="$missing ${pair#*=}"
  done
  [ -n "$missing" ] || return 0
  if ! command -v apt-get >/dev/null 2>&1; then
    say "These packages are missing and there is no apt-get here:$missing. Install them and try again."
    exit 1
  fi
  say "installing Debian packages:$missing"
  root=
  if [ "$(id -u)" != 0 ]; then
    root=sudo
    command -v sudo >/dev/null 2>&1 || {
      say 'This user is not root, and there is no sudo. Install the packages and try again.'
      exit 1
    }
  fi
  log=$(mktemp)
  $root apt-get update >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
  # It succeeds without a network, too, with what it knew before.
  grep '^[EW]:' "$log" >&2 || :
  there=
  for package in $missing; do
    if apt-cache show "$package" >/dev/null 2>&1; then
      there="$there $package"
    else
      say "\"$package\" is not in this machine's package sources; tests that need it are skipped."
    fi
  done
  # The servers are started by the tests that use them, never by their packages.
  policy=/usr/sbin/policy-rc.d
  restore=
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' | $root tee $policy >/dev/null
    $root chmod 755 $policy
    restore="$root rm -f $policy"
    # shellcheck disable=SC2064 # as it is now
    trap "$restore" EXIT
  fi
  # shellcheck disable=SC2086 # one word a package
  $root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $there >"$log" 2>&1 ||
    { tail -n 40 "$log" >&2; exit 1; }
  # Now, not at the end: run.sh becomes another program.
  ${restore:-:}
  trap - EXIT
  rm -f "$log"
}
