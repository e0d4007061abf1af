#!/usr/bin/env bash
# Checks all HTML files of a folder with the Nu HTML checker: one start of Java for all of them. Errors go to standard output as JSON.
# Usage: check.sh [folder]   without a folder it only puts the judges where they belong: vnu-jar, and axe-core for the tests
set -euo pipefail
folder=${1:+$(cd "$1" && pwd)}
cd "$(dirname "$0")"

exec 9>.lock
flock 9
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
  npm ci --silent --ignore-scripts # the script of vnu-jar would fetch a Java
fi
exec 9>&-

[ -z "$folder" ] || exec java -Xss4m -jar node_modules/vnu-jar/build/dist/vnu.jar --errors-only --skip-non-html --no-langdetect --stdout --format json "$folder"
