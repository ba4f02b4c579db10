#!/usr/bin/env bash
# The bench prints ratios and never fails by time. Arguments go to it.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
scripts/deps.sh
scripts/web.sh
exec cargo run --quiet --profile quick --package lintel-tests --bin bench -- "$@"
