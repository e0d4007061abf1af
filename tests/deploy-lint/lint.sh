#!/usr/bin/env bash
# Checks a deploy/ folder without Docker or a cluster: Dockerfile, Compose files, Kubernetes manifests.
# Usage: lint.sh <folder>   for example: lint.sh deploy
set -euo pipefail

if [ $# -ne 1 ] || [ ! -d "$1" ]; then
  echo "Usage: $0 <the deploy folder>" >&2
  exit 2
fi

folder=$(cd "$1" && pwd)
cd "$(dirname "$0")"
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
  npm ci --silent
fi

exec node lint.mjs "$folder"
