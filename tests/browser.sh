#!/usr/bin/env bash
# Looks at the page in a real browser, in every theme, width and language, which takes longer than the gate may.
# Usage: browser.sh [--screenshots] [options of dotnet test]
#   --screenshots   makes the pictures of docs/guide anew instead
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

if [ "${1:-}" = --screenshots ]; then
  shift
  export AIDEV_UPDATE_SCREENSHOTS=1
  set -- --filter-class '*ScreenshotTests' "$@"
else
  export AIDEV_BROWSER_ALL=1
fi

dotnet restore --locked-mode -v quiet
dotnet build tests/Browser.Tests -c Release --no-restore -v quiet
dotnet test --project tests/Browser.Tests -c Release --no-build --no-ansi --no-progress "$@"
