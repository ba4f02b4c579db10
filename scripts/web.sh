#!/usr/bin/env bash
# Builds the web app into frontend/dist when its sources are newer than the last build.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
scripts/npm.sh
stamp=frontend/node_modules/.lintel-built
if [[ ${1:-} != --always && -f frontend/dist/index.html && -f $stamp ]]; then
  newer=$(find frontend -path frontend/node_modules -prune -o -path frontend/dist -prune \
    -o -path frontend/e2e -prune -o -newer "$stamp" ! -path frontend -print -quit)
  [[ -z $newer && frontend/node_modules/.lintel-lock -ot $stamp ]] && exit 0
fi
say "Building the web app"
started=$(mktemp)
npm --prefix frontend run --silent build </dev/null
mv "$started" "$stamp"
