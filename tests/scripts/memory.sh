#!/usr/bin/env bash
# What hostile articles cost in memory: at most 256 MiB above the input.
#     tests/scripts/memory.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# measure WHAT FILE: builds a site with the article FILE.
measure() {
    local input peak
    rm -rf "$scratch/site" && mkdir -p "$scratch/site/content"
    printf 'title: T\nbase_url: https://www.example.org\ntemplates: %s\n' "${3:-any}" >"$scratch/site/feedmill.yaml"
    mv "$2" "$scratch/site/content/x.md"
    input=$(($(stat -c %s "$scratch/site/content/x.md") / 1024))
    [ "$input" -le 16384 ] || input=0 # It is refused before it is read.
    peak=$(python3 - "$program" "$scratch/site" <<'PYTHON'
import resource, subprocess, sys
subprocess.run([sys.argv[1], "--site", sys.argv[2], "--now", "2030-01-01T00:00:00Z"],
               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
PYTHON
)
    printf '%-28s %8d KiB of input, %8d KiB at most\n' "$1" "$input" "$peak"
    [ "$peak" -le $((input + 262144)) ] || { echo "too much memory" >&2; exit 1; }
}
article() { printf -- '---\ntitle: x\ndate: 2024-06-27\n---\n'; }
repeat() { python3 -c 'import sys; sys.stdout.write(sys.argv[1] * int(sys.argv[2]))' "$@"; }

truncate -s 1G "$scratch/x"; measure "a gigabyte" "$scratch/x"
{ article; repeat '<div>' 100000; } >"$scratch/x"; measure "100,000 div" "$scratch/x"
{ article; repeat '> ' 100000; } >"$scratch/x"; measure "100,000 quotations" "$scratch/x"
{ article; repeat '[a](' 100000; } >"$scratch/x"; measure "100,000 open links" "$scratch/x"
{ article; repeat '<b><p>' 20000; } >"$scratch/x"; measure "20,000 open b and p" "$scratch/x"
{ printf -- '---\ntitle: x\na: '; repeat '[' 60000; printf '\n---\n'; } >"$scratch/x"; measure "60,000 lists" "$scratch/x"
{ printf -- '---\na0: &a0 [x]\n'; for i in 1 2 3 4 5 6 7 8 9; do printf 'a%d: &a%d [%s]\n' $i $i "$(repeat "*a$((i - 1))," 9)"; done; printf -- '---\n'; } >"$scratch/x"; measure "a bomb of aliases" "$scratch/x"
{ article; repeat 'A paragraph of an honest article. ' 100000; } >"$scratch/x"; measure "three megabytes of text" "$scratch/x"
{ printf -- '+++\ntitle = "x"\na = '; repeat '[' 60000; printf '\n+++\n'; } >"$scratch/x"; measure "60,000 lists of TOML" "$scratch/x"
{ printf '{"a": '; repeat '[' 30000; repeat ']' 30000; printf '}\n'; } >"$scratch/x"; measure "30,000 lists of JSON" "$scratch/x"
{ article; repeat '{% for i in (1..1000) %}' 30; repeat 'x' 1000; repeat '{% endfor %}' 30; } >"$scratch/x"; measure "30 loops in loops" "$scratch/x" liquid
{ article; repeat '{{< a >}}' 80000; } >"$scratch/x"; measure "80,000 shortcodes" "$scratch/x"
{ article; repeat $'- a\n' 1000000; } >"$scratch/x"; measure "a million list items" "$scratch/x"
{ article; repeat '`a` ' 249000; } >"$scratch/x"; measure "as much markup as may be" "$scratch/x"
{ article; repeat 'A paragraph of an honest article. ' 480000; } >"$scratch/x"; measure "sixteen megabytes of text" "$scratch/x"
