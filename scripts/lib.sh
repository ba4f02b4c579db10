# shellcheck shell=bash
# Words and small checks that the other scripts share. Sourced, not run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[[ ":$PATH:" == *":$HOME/.cargo/bin:"* ]] || PATH="$PATH:$HOME/.cargo/bin"

say() { printf '%s\n' "$*"; }
step() { printf '\n== %s\n' "$*"; }
die() { printf 'lintel: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# Installs Debian packages, or says in words what to do where it cannot.
apt_install() {
  local as_root=()
  have apt-get || die "please install these and try again: $*"
  if [[ $EUID -ne 0 ]]; then
    if have sudo && [[ -t 0 || $(sudo -n true 2>&1; echo $?) == 0 ]]; then
      as_root=(sudo)
    else
      die "missing: $*. As root, run: apt-get update && apt-get install $*"
    fi
  fi
  say "Installing $* with apt-get"
  "${as_root[@]}" apt-get update -qq </dev/null
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
}

# Rust, Node and a C compiler: what a build needs on any machine.
require_toolchains() {
  have cargo || die "Rust is missing; see https://rustup.rs (1.95 or newer)"
  have node || die "Node is missing; version 20 or newer is needed"
  have npm || die "npm is missing; it usually comes with Node"
  local node_major
  node_major=$(node -p 'process.versions.node.split(".")[0]')
  [[ $node_major -ge 20 ]] || die "Node $(node --version) is too old; version 20 or newer is needed"
  have cc || apt_install build-essential
}
