#!/bin/sh
# SPDX-License-Identifier: MIT
# tlscertificates.sh FOLDER: makes the certificates and keys of the TLS suites in FOLDER, all with
# ECDSA P-256:
#   ca.pem            a certificate authority, which signs all others but selfsigned.pem
#   server.pem, .key  valid for localhost, 127.0.0.1 and ::1
#   othername.*       valid for another.example and 192.0.2.1 only
#   expired.*         like server, but expired
#   notyet.*          like server, but not valid yet
#   selfsigned.*      like server, but self-signed
# The keys are for tests only and not secret. The authority's key is deleted.
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

# request NAME COMMON-NAME: makes a key and a certificate signing request.
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
