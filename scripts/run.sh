#!/bin/sh
# The commands of the README, each with its own set-up: start, demo, test, bench.
set -eu
cd "$(dirname "$0")/.."
. scripts/setup.sh

verb=${1:?usage: run.sh start|demo|test|bench|bench:peers|screenshots}
shift
servers='docker-registry=docker-registry htpasswd=apache2-utils openssl=openssl'
clients='skopeo=skopeo kubectl=kubernetes-client pg_ctlcluster=postgresql podman=podman dockerd=docker.io git=git curl=curl
  python3=python3 chromium=chromium'

use_node
use_packages
case "$verb" in
  start)
    exec node scripts/portal.ts "$@"
    ;;
  demo)
    # shellcheck disable=SC2086 # a list
    use_programs $servers
    exec node --conditions=@berth/source test/demo.ts "$@"
    ;;
  test)
    # shellcheck disable=SC2086
    use_programs $servers $clients
    # Where there is none, it has said so, and its tests are skipped.
    sh scripts/moto.sh >/dev/null || [ $? = 3 ]
    exec node scripts/check.ts "$@"
    ;;
  bench)
    # shellcheck disable=SC2086
    use_programs $servers skopeo=skopeo pg_ctlcluster=postgresql chromium=chromium
    exec node --conditions=@berth/source --disable-warning=MODULE_TYPELESS_PACKAGE_JSON \
      test/bench/run.ts "$@"
    ;;
  screenshots)
    # shellcheck disable=SC2086
    use_programs $servers chromium=chromium
    exec node --conditions=@berth/source --disable-warning=MODULE_TYPELESS_PACKAGE_JSON \
      test/browser/screenshots.ts "$@"
    ;;
  bench:peers)
    # shellcheck disable=SC2086
    use_programs $servers
    exec node --conditions=@berth/source test/bench/peers.ts "$@"
    ;;
  *)
    say "\"$verb\" is no command of this script. Use start, demo, test, bench, bench:peers or screenshots."
    exit 2
    ;;
esac
