#!/usr/bin/env bash
# Follows a project's progress with the specification's JavaScript client, until the run has ended.
# Usage: run.sh <ws-url> [milliseconds between pings]   for example with the websocket_url of the answer to start-workflow
set -euo pipefail

cd "$(dirname "$0")"
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
  npm ci --silent
fi

exec node client.mjs "$@"
