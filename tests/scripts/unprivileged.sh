#!/usr/bin/env bash
# What the permissions of files do to a build. Root may do anything, so a user without privileges
# is asked; with KILLS, the builds of that user are disturbed by crash.py too.
#     tests/scripts/unprivileged.sh PROGRAM [KILLS]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1") kills=${2:-0}
now=2030-01-01T00:00:00Z
fail() { echo "unprivileged: $*" >&2; cat log >&2 || true; exit 1; }
site() { # site FOLDER: one that has published, and has a new article
    mkdir -p "$1/content/more"
    printf 'title: T\nbase_url: https://www.example.org\n' >"$1/feedmill.yaml"
    for name in first more/second; do
        printf -- '---\ntitle: %s\ndate: 2024-06-27\ntags: [x]\n---\nx\n' "$name" >"$1/content/$name.md"
    done
    "$program" --site "$1" --now "$now" >log 2>&1 || fail "the first build"
    printf -- '---\ntitle: new\ndate: 2024-06-28\ntags: [x, y]\n---\nx\n' >"$1/content/new.md"
}
state() { (cd "$1" && find feeds feedmill.lock -type f -exec sha256sum {} + && find . -name '.feedmill*'); }

if [ "$(id -u)" = 0 ]; then
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    cp "$program" "$here/crash.py" "$here/unprivileged.sh" "$scratch"
    program=$scratch/$(basename "$program")
    cd "$scratch"
    site theirs
    chown -R 65534:65533 theirs
    chmod 640 theirs/feeds/atom.xml theirs/feedmill.lock
    "$program" --site theirs --now "$now" >log 2>&1 || fail "a build of root"
    for file in feeds/atom.xml feedmill.lock; do
        [ "$(stat -c '%u:%g %a' "theirs/$file")" = "65534:65533 640" ] || fail "root takes $file away"
    done
    rm -rf theirs
    chmod 777 "$scratch"
    # Also without the groups and capabilities of root.
    setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all \
        "$scratch/unprivileged.sh" "$program" "$kills"
    exit
fi

scratch=$(mktemp -d)
trap 'chmod -R u+rwx "$scratch"; rm -rf "$scratch"' EXIT
cd "$scratch"
# refused WHAT MODE PATH CODE EXIT: with PATH of that mode, nothing changes and the message has CODE.
refused() {
    rm -rf s && site s
    local before exit=0
    before=$(state s)
    chmod "$2" "s/$3"
    "$program" --site s --now "$now" >log 2>&1 || exit=$?
    chmod 755 "s/$3"
    [ "$exit" = "$5" ] || fail "$1: exit $exit, not $5"
    grep -qF "error[$4]" log || fail "$1: no error[$4]"
    grep -qF "$(basename "$3")" log || fail "$1: $3 is not named"
    ! grep -q panicked log || fail "$1: panicked"
    [ "$before" = "$(state s)" ] || fail "$1: what is published has changed"
    "$program" --site s --now "$now" >log 2>&1 || fail "$1: the next build"
    grep -q new s/feeds/atom.xml || fail "$1: the next build does not publish"
    [ -z "$(find s -name '.feedmill*')" ] || fail "$1: something is left behind"
    refusals=$((${refusals:-0} + 1))
}
refused "an unreadable article" 000 content/first.md file-unreadable 1
refused "an unreadable folder" 000 content/more file-unreadable 1
refused "a folder that cannot be listed" 300 content/more file-unreadable 1
refused "a folder that cannot be entered" 600 content/more file-unreadable 1
refused "an unreadable content folder" 000 content file-unreadable 1
refused "an unreadable configuration" 000 feedmill.yaml config-missing 2
refused "an unreadable ledger" 000 feedmill.lock io 3
refused "a read-only output folder" 555 feeds io 3
refused "a read-only folder of a feed" 555 feeds/tags/x io 3
refused "a folder of feeds that takes no new one" 555 feeds/tags io 3
refused "an output folder that cannot be entered" 000 feeds io 3

# A site that is read-only, but for its feeds: the ledger cannot be written, so nothing is.
rm -rf s && site s && before=$(state s) && chmod 555 s
if "$program" --site s --now "$now" >log 2>&1; then fail "a read-only site"; else [ $? = 3 ] || fail "a read-only site"; fi
chmod 755 s
[ "$before" = "$(state s)" ] || fail "a read-only site: what is published has changed"

# A file that is read-only is replaced, and stays read-only: its folder decides.
rm -rf s && site s && chmod 444 s/feeds/atom.xml
"$program" --site s --now "$now" >log 2>&1 || fail "a read-only feed"
[ "$(stat -c %a s/feeds/atom.xml)" = 444 ] || fail "a read-only feed does not stay so"
cd /
echo "$refusals places that a user may not read or write: each told, nothing changed"
[ "$kills" = 0 ] || TMPDIR=$scratch "$(dirname "$program")/crash.py" "$program" "$kills"
