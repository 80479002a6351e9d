#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# withdisplay.sh COMMAND...: runs COMMAND in a new X server of 1024x768 pixels with a window manager and a temporary
# home folder. If a tool is missing, prints which and exits with 77, which ctest reports as skipped.
set -euo pipefail

for tool in Xvfb openbox xdotool nc; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done

home=$(mktemp -d)
started=()
cleanup() {
    for id in "${started[@]}"; do kill "$id" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$home"
}
trap cleanup EXIT

export HOME=$home XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config XDG_RUNTIME_DIR=$home
export QT_QPA_PLATFORM=xcb LC_ALL=C.UTF-8 LANGUAGE=en
export DBUS_SESSION_BUS_ADDRESS=disabled: # or a bus would be started and left running
unset XDG_CURRENT_DESKTOP DESKTOP_SESSION

# await COMMAND...: repeats COMMAND until it succeeds, for at most 20 s
await() {
    for _ in $(seq 200); do
        if "$@" >/dev/null 2>&1; then return 0; fi
        read -rt 0.1 <> <(:) || true
    done
    echo "timed out waiting for: $*" >&2
    exit 1
}

Xvfb -displayfd 3 -screen 0 1024x768x24 -nolisten tcp 3>"$home/display" 2>/dev/null &
started+=($!)
await grep -q '[0-9]' "$home/display"
DISPLAY=:$(<"$home/display")
export DISPLAY
openbox >/dev/null 2>&1 &
started+=($!)
await xdotool get_num_desktops # windows mapped before the manager is ready may stay hidden

"$@"
