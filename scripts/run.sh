#!/usr/bin/env bash
# From a fresh clone to a running Lintel with a demo organisation. Started again, it keeps data/.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
require_toolchains
scripts/web.sh
say "Building the server (the first time takes some minutes)"
cargo build --quiet --profile quick --package lintel-server --bin lintel
target/quick/lintel demo --if-empty
exec target/quick/lintel serve
