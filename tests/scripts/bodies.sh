#!/usr/bin/env bash
# Another HTML parser reads every published body, and every body of content/ beside its source.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet html5lib==1.1
"$work/venv/bin/python" tests/scripts/bodies.py feeds feeds
"$work/venv/bin/python" tests/scripts/leftovers.py feeds
FEEDMILL_CORPUS=${1:-content} FEEDMILL_CORPUS_OUT="$work/composed" \
    cargo test --locked --quiet --test feedmill real_bodies_are_composed -- --ignored
"$work/venv/bin/python" tests/scripts/bodies.py composed "$work/composed"
# And every entry goes through a mail library.
find feeds -name feed.json -exec python3 tests/scripts/mail.py {} +
