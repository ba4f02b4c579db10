#!/usr/bin/env bash
# Runs the named steps, or all of them, and ends with a plain summary. A step that fails does not stop the
# ones that do not need it; the exit is non-zero if any failed.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
if [[ -t 1 ]]; then export CARGO_TERM_COLOR=always; else export CARGO_TERM_COLOR=never NO_COLOR=1; fi
logs=target/test-logs
all=(deps web format lint licences build rust openapi frontend-check frontend-test budgets e2e)

# One function per step; "-" in a step's name is "_" here.
step_deps() { scripts/deps.sh; }
step_web() { scripts/web.sh; }
step_format() { cargo fmt --all --check; }
step_lint() { cargo clippy --workspace --all-targets --locked --quiet -- -D warnings; }
step_build() { cargo build --workspace --all-targets --locked --quiet; }
step_openapi() { LINTEL_BIN=target/debug/lintel scripts/openapi.sh check; }
step_frontend_check() { scripts/npm.sh && npm --prefix frontend run --silent check </dev/null; }
step_frontend_test() { scripts/npm.sh && npm --prefix frontend run --silent test </dev/null; }
step_budgets() { npm --prefix frontend run --silent budgets </dev/null; }
step_e2e() { LINTEL_BIN="$PWD/target/debug/lintel" npm --prefix frontend run --silent e2e </dev/null; }
step_licences() {
  node scripts/licences.mjs
  if cargo deny --version >/dev/null 2>&1; then cargo deny --locked check bans licenses sources; fi
}
# All targets, as in step_build: a smaller selection would resolve other features and build everything again.
step_rust() {
  local picked=()
  [[ -z ${ARGS:-} ]] || eval "picked=($ARGS)"
  cargo nextest run --workspace --all-targets --locked --no-fail-fast "${picked[@]}"
}
step_clean_tree() {
  local dirt
  dirt=$(git status --porcelain)
  [[ -z $dirt ]] || die $'the checks changed the work tree:\n'"$dirt"
}

# What a step cannot do without, when both are asked for.
needs() {
  case $1 in
    lint | build) echo "web" ;;
    rust) echo "deps build" ;;
    openapi) echo "build" ;;
    budgets) echo "web" ;;
    e2e) echo "deps web build" ;;
  esac
}

declare -A outcome seconds
run_step() {
  local name=$1 need began=$SECONDS status
  for need in $(needs "$name"); do
    if [[ ${outcome[$need]:-ok} != ok ]]; then
      outcome[$name]="not run" seconds[$name]=0
      return
    fi
  done
  step "$name"
  set +e
  (set -e; "step_${name//-/_}") 2>&1 | tee "$logs/$name.log"
  status=${PIPESTATUS[0]}
  set -e
  outcome[$name]=$([[ $status -eq 0 ]] && echo ok || echo failed)
  seconds[$name]=$((SECONDS - began))
}

# The test runners' own counts, again, where the reader looks.
closing_lines() {
  local log=$logs/$1.log wanted
  case $1 in
    rust) wanted='^ *(Summary|FAIL|TIMEOUT|SIG[A-Z]+) ' ;;
    frontend-test) wanted='^ *(Test Files|Tests|FAIL) ' ;;
    e2e) wanted='^(failed|e2e): ' ;;
    *) return ;;
  esac
  sed -E 's/\x1b\[[0-9;]*m//g' "$log" | awk -v wanted="$wanted" '$0 ~ wanted && !seen[$0]++' | tail -n 30
}

steps=("$@")
was_clean=
if [[ ${1:-all} == all ]]; then
  steps=("${all[@]}")
  git rev-parse --git-dir >/dev/null 2>&1 && [[ -z $(git status --porcelain) ]] && was_clean=yes
fi
for name in "${steps[@]}"; do
  declare -F "step_${name//-/_}" >/dev/null || die "there is no step \"$name\"; there are: ${all[*]}"
done

rm -rf "$logs" && mkdir -p "$logs"
for name in "${steps[@]}"; do run_step "$name"; done
if [[ -n $was_clean ]]; then steps+=(clean-tree) && run_step clean-tree; fi

step summary
failed=0
for name in "${steps[@]}"; do
  printf '%-16s %-8s %5s s\n' "$name" "${outcome[$name]}" "${seconds[$name]}"
  [[ ${outcome[$name]} == ok ]] || failed=$((failed + 1))
  [[ ${outcome[$name]} == "not run" ]] || closing_lines "$name" | sed 's/^ */    /'
done
printf '%-16s %-8s %5s s\n' together "$([[ $failed -eq 0 ]] && echo ok || echo "$failed bad")" "$SECONDS"
[[ $failed -eq 0 ]]
