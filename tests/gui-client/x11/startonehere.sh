#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The first start by mouse and keyboard: no server answers, the client offers to start one, the
# server's console opens, and the client connects to it.
# Run it with tests/support/withdisplay.sh.
set -euo pipefail

# shellcheck source=tests/gui-client/x11/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

# A free port.
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

"$DIGITSUM_BIN/digitsum-client" --port "$port" --connect 2>"$home/client.log" &
client=$!
started+=("$client")
await "the window" xdotool search --onlyvisible --name '^DigitSum Client$'
window=$(xdotool search --onlyvisible --name '^DigitSum Client$' | head -1)
await "its activation" xdotool windowactivate --sync "$window"
step "the client says that no server answers"

# The second button of the message, at its right end.
eval "$(xdotool getwindowgeometry --shell "$window")"
xdotool mousemove --window "$window" $((WIDTH - 90)) 88 click 1
await "the console" xdotool search --onlyvisible --name 'DigitSum Server'
console=$(xdotool search --onlyvisible --name 'DigitSum Server' | head -1)
started+=("$(xdotool getwindowpid "$console")")
step "the server's console has opened"

await "a connection" xdotool search --onlyvisible --name "$port.*DigitSum Client"
step "the client is connected to it"

xdotool windowactivate --sync "$window"
xdotool type --window "$window" --delay 20 12345
xdotool key --window "$window" Return
history=$home/data/DigitSum/digitsum-client/history.sqlite
await "the row of 12345" grep -aqs 12345 "$history" "$history-wal"
step "sent and answered"

xdotool key ctrl+q # without --window, because the window closes before the keys are released
await "the client's end" bash -c "! kill -0 $client"
xdotool search --onlyvisible --name 'DigitSum Server' >/dev/null
step "the client has ended; the server is still running"
