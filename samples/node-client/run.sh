#!/usr/bin/env bash
# Follows a project's progress with a JavaScript client, until the run has ended.
# Usage: run.sh <ws-url> [milliseconds between pings]   the specification's client, for example with the websocket_url of the
#                                                       answer to start-workflow
#        run.sh <kind> <url> [project id]               a package of npm: see feeds.mjs
set -euo pipefail

cd "$(dirname "$0")"
(
  if command -v flock >/dev/null; then flock 9; fi # several may start at once
  if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
    npm ci --silent
  fi
) 9<package-lock.json

case "$1" in
  *://*) exec node client.mjs "$@" ;;
  *) exec node feeds.mjs "$@" ;;
esac
