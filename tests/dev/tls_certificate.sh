#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# tls_certificate.sh DEV BIN: tries `./dev tls-certificate` in a folder of its own, then serves and
# asks with what it made. DEV is the script, BIN the folder of the programs.
# shellcheck disable=SC2317 # functions are called through check
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

check "no name is refused" refuses 'x,DNS:evil.example'
check "a blank is refused" refuses 'lab example'
check "half an address is refused" refuses 192.0.2
check "no address is refused" refuses 1:::2:3
check "makes a certificate" ./dev tls-certificate lab.example 192.0.2.7 2001:db8::1 lab.example

check "signed by its authority" verifies
check "its own name" has_name host "$(uname -n)"
check "a name named" has_name host lab.example
check "localhost" has_name host localhost
for address in 127.0.0.1 ::1 192.0.2.7 2001:db8::1; do
    check "address $address" has_name ip "$address"
done
check "ECDSA on P-256" grep -q prime256v1 <(openssl x509 -in build/tls/server.pem -noout -text)
for key in ca server; do
    check "$key.key is a secret" has_mode "build/tls/$key.key" 600
    check "$key.pem is none" has_mode "build/tls/$key.pem" 644
done

authority=$(sha256sum build/tls/ca.pem build/tls/ca.key)
before=$(sha256sum build/tls/*)
check "does not overwrite" eval '! ./dev tls-certificate'
check "changes nothing then" [ "$before" = "$(sha256sum build/tls/*)" ]
rm build/tls/server.*
check "makes another one" ./dev tls-certificate
check "with the same authority" [ "$authority" = "$(sha256sum build/tls/ca.pem build/tls/ca.key)" ]
check "signed by it" verifies

exec {lines}< <(exec "$bin/digitsum-serverd" --port 0 --quiet \
    --tls-cert build/tls/server.pem --tls-key build/tls/server.key 2>server.log)
server=$!
read -r -t 20 -u "$lines" line || cat server.log
check "a server and a client use it" answers "${line##* }"
exit "$failed"
