#!/usr/bin/env bash
# Runs a cluster under load while faults strike it, and checks what it left. The release run: ./chaos.sh --minutes 20
# Options: --minutes n  --seed n  --rate faults-per-minute  --clients n  --profile mixed|zombies|mends  --keep folder
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=tests/prerequisites.sh
. tests/prerequisites.sh

if ! require_postgres; then
  echo "Install PostgreSQL 14 or newer: the faults include crashes of a server of our own." >&2
  exit 1
fi

dotnet restore --locked-mode -v quiet
dotnet build tests/Chaos -c Release --no-restore -v quiet
exec dotnet run --project tests/Chaos -c Release --no-build -- "$@"
