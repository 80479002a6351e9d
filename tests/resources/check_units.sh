#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: check_units.sh PROGRAM SERVICE SOCKET
# What systemd thinks of our units: that they are right, and how exposed the service is.
set -eu
program=$1 service=$2 socket=$3
most=15 # tenths

command -v systemd-analyze >/dev/null || {
    echo "systemd-analyze is missing: install Debian's package systemd." >&2
    exit 1
}
units=$(mktemp -d)
trap 'rm -rf "$units"' EXIT
# The program isn't installed: the one that was built stands in for it.
sed "s|^ExecStart=[^ ]*|ExecStart=$program|" "$service" >"$units/digitsum-serverd.service"
cp "$socket" "$units"
grep -q "^ExecStart=$program " "$units/digitsum-serverd.service"

# It says what it doesn't understand, but exits with 0 for some of it.
said=$(systemd-analyze verify --man=no "$units/digitsum-serverd.service" \
    "$units/digitsum-serverd.socket" 2>&1) || {
    echo "$said" >&2
    exit 1
}
if echo "$said" | grep 'digitsum-serverd'; then
    exit 1
fi
cd "$units" # a unit by its name would be looked for in the system
systemd-analyze security --offline=true --threshold=$most ./digitsum-serverd.service | tail -1
systemd-analyze security --offline=true --threshold=$most ./digitsum-serverd.service >/dev/null
