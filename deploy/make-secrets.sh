#!/bin/sh
# Makes the secrets of compose.yml that are not there yet: the database's password and the admin token, 64 hexadecimal digits
# each. What is there stays; several starts at once make one. Usage: make-secrets.sh <folder> <group that may read them>
set -eu
umask 077

if [ $# -ne 2 ] || [ ! -d "$1" ]; then
  echo "Usage: make-secrets.sh <folder> <group that may read the files>" >&2
  exit 2
fi
folder=$1 group=$2

fail() {
  echo "make-secrets.sh: $1" >&2
  exit 1
}

# is_secret <file>: whether it holds 32 characters or more, and nothing else
is_secret() { LC_ALL=C grep -Eqx '[!-~]{32,}' "$1" && [ "$(wc -l <"$1")" -le 1 ]; }

# make <name>
make() {
  file=$folder/$1
  if [ ! -e "$file" ]; then
    new=$(mktemp "$folder/.$1.XXXXXX") || fail "$folder cannot be written to."
    head -c 32 /dev/urandom | sha256sum | cut -c 1-64 >"$new" # of 32 random bytes: as many in hexadecimal
    if ! is_secret "$new"; then
      rm -f "$new"
      fail "$file could not be written. Is the disk full?"
    fi
    give "$new"
    sync
    ln "$new" "$file" 2>/dev/null || [ -e "$file" ] || fail "$file could not be made." # never over one that another start has made
    rm -f "$new"
  fi

  if [ -L "$file" ] || [ ! -f "$file" ] || ! is_secret "$file"; then
    fail "$file is there and holds no secret: one line of 32 visible characters or more. Put one in, or remove the file to have one made."
  fi
  give "$file" # also one that was put there by hand or came back from a backup
}

give() {
  if ! chgrp "$group" "$1" || ! chmod 640 "$1"; then
    fail "$1 cannot be given to group $group."
  fi
}

make db-password
make admin-token
