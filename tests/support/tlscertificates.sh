#!/bin/sh
# SPDX-License-Identifier: MIT
# tlscertificates.sh FOLDER: makes the certificates and keys of the TLS suites in FOLDER, with ECDSA
# P-256 unless stated otherwise:
#   ca.pem            a certificate authority, which signs all others but selfsigned.pem
#   server.pem, .key  valid for localhost, 127.0.0.1 and ::1
#   othername.*       valid for another.example and 192.0.2.1 only
#   commonname.*      like othername, but with the common name localhost
#   onlycommonname.*  with the common name localhost and no other names
#   expired.*         like server, but expired
#   notyet.*          like server, but not valid yet
#   selfsigned.*      like server, but self-signed
#   encrypted.key     server.key with the password "secret"
#   weakkey.*         like server, but with a key of 1,024 bits, RSA
#   weaksignature.*   like server, but signed with SHA-1
#   ed25519.*, rsapss.*, dsa.*
#                     like server, but with a key of that kind
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

# request NAME COMMON-NAME [KEY-OPTION...]: makes a key and a certificate signing request.
request() {
    name=$1 subject=$2
    shift 2
    [ $# -gt 0 ] || set -- ec -pkeyopt ec_paramgen_curve:P-256
    quietly openssl req -new -nodes -config "$work/config" -subj "/CN=$subject" \
        -keyout "$work/$name.key" -out "$work/$name.csr" -newkey "$@"
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

# sign_server NAME ALTERNATIVE-NAMES BEGIN END [OPTION...]
sign_server() {
    name=$1 names=$2
    shift 2
    sign "$name" "subjectAltName=$names
basicConstraints=critical,CA:FALSE
extendedKeyUsage=serverAuth" "$@"
}

# server NAME ALTERNATIVE-NAMES BEGIN END [OPTION...]
server() {
    request "$1" "DigitSum test: $1"
    sign_server "$@"
}

# unsuitable NAME DIGEST [KEY-OPTION...]: like server, but with another signature or kind of key.
unsuitable() {
    name=$1 digest=$2
    shift 2
    request "$name" "DigitSum test: $name" "$@"
    sign_server "$name" "$here" "$long_ago" "$far_off" -md "$digest"
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
request commonname localhost
sign commonname "subjectAltName=DNS:another.example,IP:192.0.2.1" "$long_ago" "$far_off"
request onlycommonname localhost
sign onlycommonname "extendedKeyUsage=serverAuth" "$long_ago" "$far_off"
server expired "$here" "$long_ago" 20200101000000Z
server notyet "$here" 20900101000000Z "$far_off"
server selfsigned "$here" "$long_ago" "$far_off" -selfsign -keyfile "$work/selfsigned.key"

quietly openssl pkey -in "$work/server.key" -aes128 -passout pass:secret -out "$work/encrypted.key"
unsuitable weakkey sha256 rsa:1024
unsuitable weaksignature sha1
unsuitable ed25519 sha256 ed25519
unsuitable rsapss sha256 rsa-pss -pkeyopt rsa_keygen_bits:2048
quietly openssl dsaparam -out "$work/dsa.parameters" 1024
unsuitable dsa sha256 "dsa:$work/dsa.parameters"

rm "$work/ca.key"
for file in "$work"/*.key "$work"/[a-z]*.pem; do
    mv "$file" "$folder"
done
