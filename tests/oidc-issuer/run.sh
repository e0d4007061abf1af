#!/usr/bin/env bash
# Starts an OpenID Connect issuer and another one on free ports of this machine. Usage: run.sh
set -euo pipefail

cd "$(dirname "$0")"
(
  if command -v flock >/dev/null; then flock 9; fi # several may start at once
  if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
    npm ci --silent
  fi
) 9<package-lock.json

exec node serve.mjs "$@"
