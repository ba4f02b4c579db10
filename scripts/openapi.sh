#!/usr/bin/env bash
# openapi.sh write: regenerates openapi/openapi.json and frontend/src/api/gen.
# openapi.sh check: fails, and says how to mend it, when either is stale; leaves both as they were.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
document=openapi/openapi.json
types=frontend/src/api/gen
mode=${1:-check}
lintel=${LINTEL_BIN:-target/debug/lintel}
[[ -n ${LINTEL_BIN:-} ]] || cargo build --quiet --workspace --all-targets
scripts/npm.sh

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$lintel" openapi >"$work/openapi.json"

if [[ $mode == write ]]; then
  cp "$work/openapi.json" "$document"
  npm --prefix frontend run --silent gen </dev/null
  say "Wrote $document and $types"
  exit 0
fi

stale=0
diff -u "$document" "$work/openapi.json" >"$work/document.diff" || stale=1
head -60 "$work/document.diff"
cp -a "$types" "$work/types"
npm --prefix frontend run --silent gen </dev/null >"$work/gen.log" 2>&1 || { cat "$work/gen.log"; stale=1; }
diff -ru "$work/types" "$types" >"$work/types.diff" || stale=1
head -60 "$work/types.diff"
rm -rf "$types" && cp -a "$work/types" "$types"
[[ $stale -eq 0 ]] || die "the API document or the web app's types are stale; run: make openapi"
say "openapi/openapi.json and frontend/src/api/gen match the code"
