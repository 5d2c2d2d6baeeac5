#!/usr/bin/env bash
# Installs the web app's packages where the lock file changed, and builds it.
source "$(dirname "$0")/common.sh"
need_node
if [ ! -e web/node_modules/.package-lock.json ] || [ web/package-lock.json -nt web/node_modules/.package-lock.json ]; then
  step "Installing the web app's packages"
  scripts/restore.sh npm web
  touch web/node_modules/.package-lock.json
fi
# Pages under samples/ import what the web app's own pages do; Node looks for it in the folders above them.
[ -e samples/node_modules ] || ln -s ../web/node_modules samples/node_modules
step "Building the web app"
npm --prefix web run --silent build
