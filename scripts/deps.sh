#!/usr/bin/env bash
# What the tests need beyond a build: PostgreSQL's server, Chromium, cargo-nextest.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
require_toolchains

postgres_missing() { ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && ! have initdb; }

missing=()
have chromium || missing+=(chromium)
[[ ${#missing[@]} -eq 0 ]] || apt_install "${missing[@]}"

if postgres_missing; then
  # The tests start clusters of their own: no system cluster is made and no service started.
  keep_off=/etc/postgresql-common/createcluster.d/lintel-tests.conf
  if [[ $EUID -eq 0 ]] && have apt-get; then
    mkdir -p "${keep_off%/*}"
    echo 'create_main_cluster = false' >"$keep_off"
    trap 'rm -f "$keep_off"' EXIT
  fi
  apt_install postgresql
fi

if ! cargo nextest --version >/dev/null 2>&1; then
  say "Installing cargo-nextest (some minutes, once)"
  cargo install --locked --quiet cargo-nextest
fi
scripts/npm.sh
