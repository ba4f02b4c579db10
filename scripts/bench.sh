#!/usr/bin/env bash
# The bench prints ratios and never fails by time; see docs/performance.md. Arguments go to it.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
scripts/deps.sh
scripts/web.sh
say "Building the server and the bench (the first time takes some minutes)"
cargo build --quiet --profile quick --package lintel-server --package lintel-tests --bin lintel --bin bench
exec target/quick/bench "$@"
