#!/bin/sh
# SPDX-License-Identifier: MIT
# tlscertificates.sh FOLDER: makes what TLS suites present and trust, all ECDSA P-256, in FOLDER:
#   ca.pem            the authority of a lab, which signed all but the last
#   server.pem, .key  fits localhost, 127.0.0.1 and ::1
#   othername.*       fits another.example and 192.0.2.1 only
#   expired.*         as server, but its time is over
#   notyet.*          as server, but its time has not begun
#   selfsigned.*      as server, but signed by nobody else
# Nothing of it is a secret, and the authority's key is thrown away.
set -eu

folder=$1
here="DNS:localhost,IP:127.0.0.1,IP:::1"
long_ago=20000101000000Z
far_off=20991231235959Z

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$folder"

quietly() {
    "$@" >"$work/log" 2>&1 || {
        cat "$work/log" >&2
        exit 1
    }
}

# request NAME COMMON-NAME: a key and what is to be signed.
request() {
    quietly openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
        -config "$work/config" -subj "/CN=$2" -keyout "$work/$1.key" -out "$work/$1.csr"
}

# sign NAME EXTENSIONS BEGIN END [OPTION...]
sign() {
    name=$1
    printf '%s\n' "$2" >"$work/$name.ext"
    begin=$3 end=$4
    shift 4
    quietly openssl ca -batch -config "$work/config" -notext -in "$work/$name.csr" \
        -extfile "$work/$name.ext" -startdate "$begin" -enddate "$end" -out "$work/$name.pem" "$@"
}

# server NAME ALTERNATIVE-NAMES BEGIN END [OPTION...]
server() {
    name=$1 names=$2
    shift 2
    request "$name" "DigitSum test: $name"
    sign "$name" "subjectAltName=$names
basicConstraints=critical,CA:FALSE
extendedKeyUsage=serverAuth" "$@"
}

cat >"$work/config" <<END_OF_CONFIG
[ca]
default_ca = lab
[lab]
database = $work/index
new_certs_dir = $work
rand_serial = yes
unique_subject = no
default_md = sha256
policy = any
certificate = $work/ca.pem
private_key = $work/ca.key
[any]
commonName = supplied
[req]
distinguished_name = any_name
[any_name]
END_OF_CONFIG
: >"$work/index"

request ca "DigitSum test lab"
sign ca "basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash" "$long_ago" "$far_off" -selfsign -keyfile "$work/ca.key"

server server "$here" "$long_ago" "$far_off"
server othername "DNS:another.example,IP:192.0.2.1" "$long_ago" "$far_off"
server expired "$here" "$long_ago" 20200101000000Z
server notyet "$here" 20900101000000Z "$far_off"
server selfsigned "$here" "$long_ago" "$far_off" -selfsign -keyfile "$work/selfsigned.key"

rm "$work/ca.key"
for file in "$work"/*.key "$work"/[a-z]*.pem; do
    mv "$file" "$folder"
done
