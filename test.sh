#!/usr/bin/env bash
# Sets up whatever the tests need, builds, and runs every test. Works as root and as an ordinary user.
# Usage: test.sh [--fast] [options of dotnet test]
#   --fast   only what needs nothing but .NET: no PostgreSQL, nginx, Node, Python or process of its own. Under a minute once it is
#            built. These are all tests without [Trait("Runs", "Programs")] and [Trait("Runs", "Long")]; one that starts a program all
#            the same fails.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

fast=
if [ "${1:-}" = --fast ]; then
  fast=1
  shift
fi

# shellcheck source=tests/prerequisites.sh
. tests/prerequisites.sh

if [ -n "$fast" ]; then
  export AIDEV_TEST_FAST=1
  set -- --filter-not-trait Runs=Programs --filter-not-trait Runs=Long "$@"
else
  if ! require_postgres; then
    if [ -z "${AIDEV_TEST_POSTGRES:-}" ]; then
      echo "Install PostgreSQL 14 or newer, or set AIDEV_TEST_POSTGRES to the connection string of a server." >&2
      exit 1
    fi
    echo "test.sh: the tests that restart a PostgreSQL server will fail: AIDEV_TEST_POSTGRES is not theirs to restart." >&2
  fi

  node_found() {
    command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 || return 1
    node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)'
  }
  if ! node_found && ! { install "Node.js 20 or newer with npm" nodejs npm && node_found; }; then
    echo "test.sh: the API description's linter and the JavaScript client need Node.js 20.19 or newer, with npm; found:" \
      "$(node --version 2>/dev/null || echo no node)." >&2
    exit 1
  fi

  if ! command -v python3 >/dev/null 2>&1 && ! install "Python 3" python3; then
    echo "test.sh: the Python client of the progress feed needs Python 3." >&2
    exit 1
  fi

  nginx_found() { command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ]; }
  if ! nginx_found && ! { install "nginx" nginx-light && nginx_found; }; then
    echo "test.sh: the tests of deploy/nginx need nginx 1.20 or newer." >&2
    exit 1
  fi

  browser_found() { command -v chromium || command -v chromium-browser || command -v google-chrome || command -v google-chrome-stable; } >/dev/null 2>&1
  if ! browser_found && ! { install "Chromium" chromium && browser_found; }; then
    echo "test.sh: the tests of the page need Chromium or Chrome." >&2
    exit 1
  fi

  java_found() { command -v java >/dev/null 2>&1; }
  if ! java_found && ! { install "Java" default-jre-headless && java_found; }; then
    echo "test.sh: the checker of the page's HTML needs Java 17 or newer." >&2
    exit 1
  fi
fi

# ---- build and run ------------------------------------------------------------------------------------------------------
log=$(mktemp)
compiler=
finish() {
  rm -f "$log"
  [ -z "$compiler" ] || dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1 || true
}
trap finish EXIT
if [ "${UseSharedCompilation:-true}" = false ]; then
  # One compiler for all projects, and for those that tests build: to start one for each takes three times the processor time. Whoever
  # does not want it to stay is left without it.
  export UseSharedCompilation=true
  compiler=ours
fi
dotnet restore --locked-mode -v quiet
dotnet build -c Release --no-restore -v quiet

# Processes of tests live for seconds: watching which paths are hot, to compile them once more, takes half of their processor time.
export DOTNET_TieredPGO=0

passed=0 failed=0 skipped=0 broken=0
for project in tests/*.Tests; do
  if [ -n "$fast" ] && grep -qrF '[assembly: Trait("Runs", "Programs")]' "$project" --include='*.cs'; then
    continue # all of it runs programs
  fi
  status=0
  dotnet test --project "$project" -c Release --no-build --no-ansi --no-progress "$@" 2>&1 | tee "$log" || status=$?
  # The closing lines of a test project: "  total: 12", "  failed: 0", "  succeeded: 12", "  skipped: 0"
  number() { sed -nE "s/^ +$1: +([0-9]+)\s*$/\1/p" "$log" | tail -n 1; }
  if [ -z "$(number total)" ]; then
    echo "test.sh: $project ended without running a test." >&2
    broken=1
    continue
  fi
  failed=$((failed + $(number failed)))
  passed=$((passed + $(number succeeded)))
  skipped=$((skipped + $(number skipped)))
  [ "$status" -eq 0 ] || broken=1
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$skipped" -eq 0 ] && [ "$broken" -eq 0 ] && [ "$passed" -gt 0 ]
