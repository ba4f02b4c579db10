#!/usr/bin/env bash
# Installs the web app's packages when the lock file or Node has changed since the last time.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
require_toolchains
cd frontend
stamp=node_modules/.lintel-lock
now=$(cat package-lock.json package.json <(node --version) | sha256sum)
[[ -f $stamp && $(<"$stamp") == "$now" ]] && exit 0
say "Installing the web app's packages (npm ci)"
npm ci --no-audit --no-fund --loglevel=error </dev/null
printf '%s\n' "$now" >"$stamp"
