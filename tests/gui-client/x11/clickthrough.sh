#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Uses the real client and server in an X server by mouse and keyboard: connects, sends a
# request, copies the result from the window and disconnects; then checks the server's log.
# Run it with tests/support/withdisplay.sh.
set -euo pipefail

# shellcheck source=tests/gui-client/x11/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

"$DIGITSUM_BIN/digitsum-serverd" --port 0 >"$home/server.out" 2>"$home/server.log" &
started+=($!)
await "a listening server" grep -q 'Port: ' "$home/server.out"
port=$(grep -om1 'Port: [0-9]*' "$home/server.out" | tr -dc 0-9)

"$DIGITSUM_BIN/digitsum-client" --port "$port" --connect 2>"$home/client.log" &
client=$!
started+=("$client")
await "a connection" grep -qi 'connection established' "$home/server.log"
await "the window" xdotool search --onlyvisible --name "$port.*DigitSum Client"
window=$(xdotool search --onlyvisible --name "$port.*DigitSum Client" | head -1)
await "its activation" xdotool windowactivate --sync "$window"
step "connected; the title names the server"

history=$home/data/DigitSum/digitsum-client/history.sqlite
xdotool type --window "$window" --delay 20 12345
xdotool key --window "$window" Return
await "the row of 12345" grep -aqs 12345 "$history" "$history-wal"
step "sent and answered"

# Copy the result from the window and paste it into the digit field.
xdotool mousemove --window "$window" 300 92 click --repeat 3 --delay 30 1
xdotool key ctrl+c
eval "$(xdotool getwindowgeometry --shell "$window")"
xdotool mousemove --window "$window" 300 $((HEIGHT - 43)) click 1
xdotool key ctrl+a ctrl+v Return
await "the result" \
    grep -aqs 'The digit sum of 12345 is 15' "$history" "$history-wal"
step "the window says: The digit sum of 12345 is 15"

xdotool key ctrl+shift+d
await "the farewell" grep -qi 'connection closed.*quit' "$home/server.log"
step "the server received quit"

xdotool key ctrl+q
await "the client's end" bash -c "! kill -0 $client"
step "the client has ended"
