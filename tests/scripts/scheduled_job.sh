#!/usr/bin/env bash
# The scheduled job of docs/scheduled-job.md, hour by hour, in a scratch repository.
#     tests/scripts/scheduled_job.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
git() { command git -c user.name=t -c user.email=t@example.org -c commit.gpgsign=false "$@"; }
fail() { echo "scheduled job: $*" >&2; exit 1; }

# One run at the instant $1, as the workflows do it; prints `committed` or `nothing`.
job() {
    "$program" build --now "$1" --report "$scratch/report.json" >log 2>&1 || return $?
    git add feeds feedmill.lock
    if git diff --cached --quiet; then echo nothing; else git commit -qm "Publish feeds" && echo committed; fi
}
expect() { # expect WHAT INSTANT RESULT
    local result
    result=$(job "$2") || result="exit $?"
    [ "$result" = "$3" ] || { cat log >&2; fail "$1: $result, not $3"; }
}
article() { printf -- '---\ntitle: %s\ndate: %s\n---\nThe body of %s.\n' "$1" "$2" "$1"; }

git init -q .
printf 'log\nreport.json\n.feedmill-stage\n.feedmill.lock.part\n' >.gitignore
printf 'title: T\nbase_url: https://www.example.org\n' >feedmill.yaml
mkdir content
article First 2024-06-01T10:00:00Z >content/first.md
article Embargo 2024-06-27T12:30:00Z >content/embargo.md
git add . && git commit -qm "Articles"

expect "the first run" 2024-06-27T10:00:00Z committed
expect "an hour before the embargo" 2024-06-27T11:00:00Z nothing
grep -q '"due": "2024-06-27T12:30:00Z"' report.json || fail "the report tells when the embargo ends"
! grep -rq Embargo feeds || fail "the embargo holds"
expect "half an hour before it" 2024-06-27T12:00:00Z nothing
expect "the hour after it" 2024-06-27T13:00:00Z committed
grep -q Embargo feeds/atom.xml || fail "the article is out"
expect "nothing new" 2024-06-27T14:00:00Z nothing

printf -- '---\ntitle: "Half sa' >content/half-saved.md
before=$(git rev-parse HEAD; sha256sum feeds/*)
expect "a half-saved article" 2024-06-27T15:00:00Z "exit 1"
[ "$before" = "$(git rev-parse HEAD; sha256sum feeds/*)" ] || fail "the feeds are as they were"
grep -q '"outcome": "refused"' report.json || fail "the report tells why"
rm content/half-saved.md

id=$(grep -o '<id>[^<]*first[^<]*</id>' feeds/atom.xml)
git mv content/first.md content/renamed.md && git commit -qm "Rename"
job 2024-06-27T16:00:00Z >/dev/null || fail "a rename"
[ "$(grep -c '<entry>' feeds/atom.xml || true)" != 0 ] || fail "entries"
expect "after the rename" 2024-06-27T17:00:00Z nothing
grep -qF "$id" feeds/atom.xml || fail "the renamed article keeps its id"

# A fresh checkout gives the same bytes.
git clone -q . "$scratch/fresh"
(cd "$scratch/fresh" && "$program" build --check --now 2024-06-27T17:00:00Z >/dev/null) || fail "a fresh checkout differs"
echo "scheduled job: as it should be"
