# What tests run besides .NET, from the system's package manager where it is missing. Sourced by test.sh and chaos.sh, from the
# root of the repository.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# install <what it is for> <package...>: 1 where it may not or cannot, having said why
install() {
  local what=$1 as_root=() self
  self=$(basename "$0")
  shift
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
      as_root=(sudo -n)
    else
      echo "$self: $what is not installed, and this user may not install it (Debian: apt-get install $*)." >&2
      return 1
    fi
  fi
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "$self: $what is not installed and there is no apt-get." >&2
    return 1
  fi
  "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

postgres_found() {
  { command -v initdb && command -v postgres; } >/dev/null 2>&1 || compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null
}

# 1 where there is no PostgreSQL server to start, and none can be installed
require_postgres() {
  postgres_found || { install "the PostgreSQL server" postgresql && postgres_found; }
}
