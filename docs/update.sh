#!/usr/bin/env bash
# Makes the generated pages anew, from the code: docs/guide/settings.md, docs/architecture/state-machine.md,
# docs/guide/openapi.json and .env.example.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export AIDEV_UPDATE_DOCS=1
dotnet test --project tests/Docs.Tests -c Release --no-ansi --no-progress --filter-class '*SettingsPageTests'
dotnet test --project tests/Grains.Tests -c Release --no-ansi --no-progress --filter-class '*StateChartTests'
dotnet test --project tests/Gateway.Tests -c Release --no-ansi --no-progress --filter-class '*ApiDescriptionTests'
git status --short -- docs .env.example
