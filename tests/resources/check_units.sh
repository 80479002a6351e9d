#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: check_units.sh PROGRAM SERVICE SOCKET
# Checks the units with systemd-analyze: their syntax, and that the service's exposure is below a
# threshold.
set -eu
program=$1 service=$2 socket=$3
most=15 # systemd's exposure level 1.5, in tenths

command -v systemd-analyze >/dev/null || {
    echo "systemd-analyze is missing: install the Debian package systemd." >&2
    exit 1
}
units=$(mktemp -d)
trap 'rm -rf "$units"' EXIT
# The program isn't installed, so the unit gets the path of the built one.
sed "s|^ExecStart=[^ ]*|ExecStart=$program|" "$service" >"$units/digitsum-serverd.service"
cp "$socket" "$units"
grep -q "^ExecStart=$program " "$units/digitsum-serverd.service"

# systemd-analyze prints all problems, but exits with 0 for some of them.
said=$(systemd-analyze verify --man=no "$units/digitsum-serverd.service" \
    "$units/digitsum-serverd.socket" 2>&1) || {
    echo "$said" >&2
    exit 1
}
if echo "$said" | grep 'digitsum-serverd'; then
    exit 1
fi
cd "$units" # "./" below: without a path, systemd would search its own folders
systemd-analyze security --offline=true --threshold=$most ./digitsum-serverd.service | tail -1
systemd-analyze security --offline=true --threshold=$most ./digitsum-serverd.service >/dev/null
