#!/usr/bin/env bash
# Lints an OpenAPI document with Redocly's recommended rules. Starts nothing.
# Usage: lint.sh <file or URL>   for example: lint.sh http://localhost:8000/openapi/v1.json
set -euo pipefail

if [ $# -ne 1 ]; then
  echo "Usage: $0 <file or URL of an OpenAPI document>" >&2
  exit 2
fi

case $1 in
  http://* | https://* | /*) document=$1 ;;
  *) document=$PWD/$1 ;;
esac

cd "$(dirname "$0")"
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
  npm ci --silent
fi

REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true exec node_modules/.bin/redocly lint --config redocly.yaml "$document"
