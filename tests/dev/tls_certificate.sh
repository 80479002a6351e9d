#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# tls_certificate.sh DEV BIN: runs `./dev tls-certificate` in a temporary folder and uses the result
# with a server and a client. DEV is the path of ./dev, BIN the folder of the programs.
# shellcheck disable=SC2317 # check calls these functions
set -euo pipefail
export DEV_NO_INSTALL=1

folder=$(mktemp -d)
server=
trap '[[ -z $server ]] || kill "$server"; rm -rf "$folder"' EXIT
cp "$1" "$folder/dev"
bin=$2
cd "$folder"

failed=0
# check WHAT COMMAND...
check() {
    local what=$1
    shift
    "$@" >log 2>&1 || {
        printf 'FAILED: %s\n' "$what"
        cat log
        failed=1
    }
}
refuses() { ! ./dev tls-certificate "$@" && [[ ! -e build/tls/server.pem ]]; }
has_name() { openssl x509 -in build/tls/server.pem -noout "-check$1" "$2" | grep -q 'does match'; }
has_mode() { [[ $(stat -c %a "$1") == "$2" ]]; }
verifies() {
    openssl verify -x509_strict -purpose sslserver -CAfile build/tls/ca.pem build/tls/server.pem
}
answers() {
    [[ $("$bin/digitsum" --port "$1" --tls --ca build/tls/ca.pem 12345) == 15 ]]
}

check "refuses a name with a comma" refuses 'x,DNS:evil.example'
check "refuses a name with a space" refuses 'lab example'
check "refuses an incomplete address" refuses 192.0.2
check "refuses a malformed IPv6 address" refuses 1:::2:3
check "makes a certificate" ./dev tls-certificate lab.example 192.0.2.7 2001:db8::1 lab.example

check "is signed by the authority" verifies
check "contains this computer's name" has_name host "$(uname -n)"
check "contains a given name" has_name host lab.example
check "contains localhost" has_name host localhost
for address in 127.0.0.1 ::1 192.0.2.7 2001:db8::1; do
    check "contains address $address" has_name ip "$address"
done
check "uses ECDSA on P-256" grep -q prime256v1 <(openssl x509 -in build/tls/server.pem -noout -text)
for key in ca server; do
    check "only the owner can read $key.key" has_mode "build/tls/$key.key" 600
    check "everyone can read $key.pem" has_mode "build/tls/$key.pem" 644
done

authority=$(sha256sum build/tls/ca.pem build/tls/ca.key)
before=$(sha256sum build/tls/*)
check "refuses to overwrite a certificate" eval '! ./dev tls-certificate'
check "does not change any file then" [ "$before" = "$(sha256sum build/tls/*)" ]
rm build/tls/server.*
check "makes another certificate" ./dev tls-certificate
check "keeps the authority" [ "$authority" = "$(sha256sum build/tls/ca.pem build/tls/ca.key)" ]
check "is signed by the same authority" verifies

exec {lines}< <(exec "$bin/digitsum-serverd" --port 0 --quiet \
    --tls-cert build/tls/server.pem --tls-key build/tls/server.key 2>server.log)
server=$!
read -r -t 20 -u "$lines" line || cat server.log
check "works for a server and a client" answers "${line##* }"
exit "$failed"
