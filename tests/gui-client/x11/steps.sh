# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Functions for the scripts that tests/support/withdisplay.sh runs: await a condition, report a step,
# and stop the started processes at the end.
: "${DIGITSUM_BIN:?the folder of the programs}"
home=$HOME
started=()
cleanup() { kill "${started[@]}" 2>/dev/null || true; }
trap cleanup EXIT

# await DESCRIPTION COMMAND...: until the command succeeds, for at most 20 s
await() {
    local what=$1
    shift
    for _ in $(seq 200); do
        if "$@" >/dev/null 2>&1; then return 0; fi
        read -rt 0.1 <> <(:) || true
    done
    echo "never came: $what" >&2
    tail -n +1 "$home"/*.log >&2
    exit 1
}
step() { echo "ok: $*"; }
