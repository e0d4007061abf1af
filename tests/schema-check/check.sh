#!/usr/bin/env bash
# Validates JSON documents against a JSON Schema with ajv. Starts nothing.
# Usage: check.sh <schema.json> <document.json>...
set -euo pipefail

if [ $# -lt 2 ]; then
  echo "Usage: $0 <schema.json> <document.json>..." >&2
  exit 2
fi

files=()
for file in "$@"; do
  case $file in
    /*) files+=("$file") ;;
    *) files+=("$PWD/$file") ;;
  esac
done

cd "$(dirname "$0")"
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
  npm ci --silent
fi

exec node check.mjs "${files[@]}"
