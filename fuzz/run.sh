#!/usr/bin/env bash
# Runs the fuzz targets one after the other, from seeds of this repository and of the folders given.
#     fuzz/run.sh [-t SECONDS] [TARGET…] [-- FOLDER…]
# It needs a nightly toolchain and `cargo install cargo-fuzz`. Findings are left in fuzz/artifacts.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=600 targets=() folders=()
while [ $# -gt 0 ]; do
    case $1 in
        -t) seconds=$2; shift 2 ;;
        --) shift; folders=("$@"); break ;;
        *) targets+=("$1"); shift ;;
    esac
done
[ ${#targets[@]} -gt 0 ] ||
    targets=(front_matter dates slugs configuration ledger bodies writers feeds templates)

# Every twentieth article of the folders, so that big archives do not take all the time.
articles() {
    find content tests docs -name '*.md' | sort
    [ ${#folders[@]} -eq 0 ] || find "${folders[@]}" -type f \( -name '*.md' -o -name '*.html' \) -size -8k | sort | awk 'NR % 20 == 1'
}
plant() { # plant TARGET: the bytes of stdin
    local file; file=$(mktemp "fuzz/corpus/$1/seed.XXXXXX"); cat >"$file"
}
each_first_byte() { # each_first_byte TARGET NUMBER FILE
    for ((byte = 0; byte < $2; byte++)); do
        { printf "\\x$(printf %02x "$byte")"; cat "$3"; } | plant "$1"
    done
}
seeds() {
    mkdir -p "fuzz/corpus/$1"
    case $1 in
        front_matter) articles | while read -r file; do { printf '\0'; cat "$file"; } | plant "$1"; done
            find content -name '*.md' | while read -r file; do each_first_byte "$1" 4 "$file"; done ;;
        bodies) articles | while read -r file; do
                { printf '\0'; sed '1{/^---/!q};1,/^---/d' "$file"; } | plant "$1"
                { printf '\2'; sed '1,/^---/d' "$file"; } | plant "$1"; done
            find content -name '*.md' | while read -r file; do each_first_byte "$1" 8 "$file"; done ;;
        dates) { grep -o '`[^`]*[0-9][^`]*`' docs/dates.md | tr -d '`'
                articles | xargs -d '\n' grep -hsiE '^ *(date|published|updated|lastmod|last_modified_at)[^:]*:' | sed 's/^[^:]*: *//'
            } | sort -u | while IFS= read -r date; do printf '\2%s' "$date" | plant "$1"; done ;;
        slugs) articles | xargs -d '\n' grep -hsE '^ *(- |title:|tags:)' | sed 's/^[^:]*: *//' |
            sort -u | head -3000 | while IFS= read -r text; do printf %s "$text" | plant "$1"; done ;;
        configuration) each_first_byte "$1" 7 feedmill.yaml
            awk '/^```yaml/ { on = 1; n++; next } /^```/ { on = 0 } on { print > ("fuzz/corpus/configuration/part." n) }' docs/configuration.md
            [ ${#folders[@]} -eq 0 ] || find "${folders[@]}" -maxdepth 4 \( -name '_config.yml' -o -name 'config.toml' -o -name 'hugo.*' \) -size -32k |
                while read -r file; do each_first_byte "$1" 6 "$file"; done ;;
        ledger) plant "$1" <feedmill.lock
            find . "${folders[@]}" -maxdepth 3 -name feedmill.lock | while read -r file; do head -40 "$file" | plant "$1"; done ;;
        feeds) find feeds "${folders[@]}" -type f \( -name '*.xml' -o -name '*.json' \) -size -64k |
                while read -r file; do head -c 6000 "$file" | plant "$1"; plant "$1" <"$file"; done
            { cat feeds/atom.xml; printf '\n----\n'; cat feeds/rss.xml; } | plant "$1" ;;
        # Each line that has markup, for each engine.
        templates) grep -hE '[{<:]' docs/templates.md tests/templates/*.rs | sort -u | while IFS= read -r line; do
                for byte in 0 1 3 4 5 6 7; do printf '%b%s\n' "\\x0$byte" "$line" | plant "$1"; done; done ;;
        writers) find feeds content -type f | while read -r file; do plant "$1" <"$file"; done ;;
    esac
}

# Ends the process once it has had that much time on a processor, whatever else the machine does.
watch() { # watch PID SECONDS
    local ticks; ticks=$(getconf CLK_TCK)
    while sleep 2 && read -r -a stat <"/proc/$1/stat" 2>/dev/null; do
        [ $(((stat[13] + stat[14]) / ticks)) -lt "$2" ] || kill -USR1 "$1"
    done
}

export TMPDIR=${TMPDIR:-/dev/shm}
for target in "${targets[@]}"; do
    [ -d "fuzz/corpus/$target" ] || seeds "$target"
    mkdir -p "fuzz/artifacts/$target"
    echo "== $target: $(find "fuzz/corpus/$target" -type f | wc -l) seeds"
    cargo +nightly fuzz build "$target"
    "${CARGO_TARGET_DIR:-fuzz/target}/x86_64-unknown-linux-gnu/release/$target" "fuzz/corpus/$target" \
        -artifact_prefix="fuzz/artifacts/$target/" -timeout=10 -max_len=16384 -print_final_stats=1 &
    watch $! "$seconds"
    wait $!
done
