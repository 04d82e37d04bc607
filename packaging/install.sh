#!/bin/sh
# Installs a released program: downloads the archive for this machine, compares its checksum, and puts the
# program into a folder.
#     install.sh [VERSION]
# FEEDMILL_RELEASES: where the releases are, a folder for each tag
# FEEDMILL_BIN: the folder for the program; without it, ~/.local/bin
# FEEDMILL_SHA256: the checksum of the archive; without it, the one beside the archive
set -eu
fail() { echo "feedmill: $*" >&2; exit 1; }

# A release puts its own version and address here.
version=${1:-@VERSION@}
releases=${FEEDMILL_RELEASES:-@RELEASES@}
bin=${FEEDMILL_BIN:-$HOME/.local/bin}
case $version in @*) fail "name the version: install.sh 0.1.0" ;; esac
case $releases in @*) fail "say where the releases are, in FEEDMILL_RELEASES" ;; esac

case $(uname -m) in
    x86_64 | amd64) machine=x86_64 ;;
    aarch64 | arm64) machine=aarch64 ;;
    *) fail "there is no program for $(uname -m); compile it: cargo install --locked feedmill" ;;
esac
case $(uname -s) in
    Linux) archive=$machine-unknown-linux-musl.tar.gz ;;
    Darwin) archive=$machine-apple-darwin.tar.gz ;;
    MINGW* | MSYS*) archive=x86_64-pc-windows-msvc.zip ;;
    *) fail "there is no program for $(uname -s); compile it: cargo install --locked feedmill" ;;
esac
archive=feedmill-$version-$archive
url=$releases/v$version/$archive

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
get() {
    if command -v curl >/dev/null; then
        curl --fail --silent --show-error --location --retry 3 --output "$2" "$1"
    else
        wget --quiet --output-document "$2" "$1"
    fi || fail "cannot download $1"
}
get "$url" "$work/$archive"
expected=${FEEDMILL_SHA256:-}
if [ -z "$expected" ]; then
    get "$url.sha256" "$work/expected"
    expected=$(cut -d ' ' -f 1 "$work/expected")
fi
actual=$( (sha256sum "$work/$archive" 2>/dev/null || shasum -a 256 "$work/$archive") | cut -d ' ' -f 1)
[ "$actual" = "$expected" ] || fail "$archive has the checksum $actual, not $expected: nothing is installed"

mkdir -p "$bin"
case $archive in
    *.zip) unzip -q -o "$work/$archive" feedmill.exe -d "$bin" ;;
    *) tar -xzf "$work/$archive" -C "$bin" feedmill ;;
esac
echo "feedmill $version is in $bin"
case :$PATH: in
    *":$bin:"*) ;;
    *) echo "Put it on your path: export PATH=\"$bin:\$PATH\"" ;;
esac
