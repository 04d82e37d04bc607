#!/usr/bin/env bash
# Counts the instructions of a fixed build of 1,000 articles, and prints them beside the last ones
# recorded in instructions.txt. Unlike time, the count hardly depends on the machine. It tells and
# judges nothing.
#     benches/instructions.sh PROGRAM GENERATOR [--record]
# Needs valgrind (Debian: apt-get install valgrind).
set -euo pipefail
program=$(realpath "$1") generator=$(realpath "$2")
record=$(dirname "$(realpath "$0")")/instructions.txt
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# count NAME: the instructions of a build as it is now.
count() {
    # One thread: which of several waits how long is chance.
    RAYON_NUM_THREADS=1 valgrind --tool=callgrind --callgrind-out-file="$scratch/$1" \
        "$program" --site "$scratch/site" --now 2026-01-01T00:00:00Z >"$scratch/told" 2>&1 ||
        { cat "$scratch/told" >&2; exit 1; }
    sed -n 's/^summary: //p;s/^totals: //p' "$scratch/$1" | head -n 1
}

"$generator" "$scratch/site" 1000
{
    echo "first $(count first)"
    echo "unchanged $(count unchanged)"
    echo "rustc $(rustc --version | cut -d ' ' -f 2)"
} >"$scratch/counts"
if [ "${3-}" = --record ]; then
    cp "$scratch/counts" "$record"
fi
python3 - "$scratch/counts" "$record" <<'PYTHON'
import sys
now, before = (dict(line.split() for line in open(path)) for path in sys.argv[1:])
print(f"instructions of a build of 1,000 articles (recorded with rustc {before['rustc']}, now {now['rustc']})")
for name, said in (("first", "everything is new"), ("unchanged", "nothing changed")):
    new, old = int(now[name]), int(before[name])
    print(f"  {said:20} {new:>15,}   recorded {old:>15,}   {100 * (new - old) / old:+.1f} %")
PYTHON
