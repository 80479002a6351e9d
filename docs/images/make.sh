#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Makes the pictures in this folder from the real programs, on a display of its own.
# Usage: make.sh FOLDER-OF-PROGRAMS PORT
set -euo pipefail
programs=$(readlink -f "$1")
port=$2
cd "$(dirname "${BASH_SOURCE[0]}")"

scratch=$(mktemp -d)
started=()
end_started() {
    kill "${started[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$scratch"
}
trap end_started EXIT

# Default settings, language and theme.
export XDG_CONFIG_HOME=$scratch XDG_DATA_HOME=$scratch XDG_RUNTIME_DIR=$scratch
export LC_ALL=C.UTF-8 LANGUAGE=en QT_QPA_PLATFORM=xcb QT_STYLE_OVERRIDE=Fusion
unset WAYLAND_DISPLAY QT_QPA_PLATFORMTHEME QT_SCALE_FACTOR

start_display() {
    local number
    exec {display}< <(exec Xvfb -displayfd 1 -screen 0 2000x1200x24 -nolisten tcp 2>"$scratch/x.log")
    started+=($!)
    read -r -t 10 -u "$display" number || { cat "$scratch/x.log" >&2; exit 1; }
    export DISPLAY=:$number
}

start() {
    "$@" 2>>"$scratch/programs.log" &
    started+=($!)
}

# window_of PID: prints the id of its window, once there is one.
window_of() {
    timeout 15 xdotool search --sync --onlyvisible --pid "$1" | tail -n 1
}

# A client that comes and goes, for the server's log; and so one knows that it listens.
visit() {
    local tries
    for ((tries = 0; tries < 100; ++tries)); do
        ! "$programs/digitsum" --port "$port" 2024 >/dev/null 2>&1 || return 0
        sleep 0.1
    done
    cat "$scratch/programs.log" >&2
    return 1
}

type_line() {
    xdotool windowfocus --sync "$1"
    xdotool type --window "$1" --delay 20 "$2"
    xdotool key --window "$1" Return
    sleep 0.4 # lets the row's time differ from the next one's
}

# place WINDOW X Y WIDTH HEIGHT
place() {
    xdotool windowmove "$1" "$2" "$3" windowsize "$1" "$4" "$5"
}

start_display
start "$programs/digitsum-server" --start --port "$port"
server=$(window_of "${started[-1]}")
visit
start "$programs/digitsum-client" --connect --port "$port"
client=$(window_of "${started[-1]}")

place "$server" 0 0 760 640
place "$client" 1000 0 660 640
sleep 1 # they lay themselves out
for request in 12345 12a45 ১২৩ 31415926535897932384626433832795028841971; do
    type_line "$client" "$request"
done
sleep 1.5 # the server's window follows ten times a second

for window in server client; do
    import -window "${!window}" "$scratch/$window.png"
done
convert "$scratch/server.png" "$scratch/client.png" -bordercolor '#8a8a8a' -border 1 \
    -bordercolor white -border 8 +append -strip -define png:compression-level=9 windows.png
echo "docs/images/windows.png" >&2
