#!/usr/bin/env bash
# Counts the instructions of fixed builds of 1,000 articles, written as newsrooms write them and with
# every value on one line, and prints them beside the last ones recorded in instructions.txt. Unlike time, the count hardly depends on the machine. It tells and
# judges nothing.
#     benches/instructions.sh PROGRAM GENERATOR [--record]
# Needs valgrind (Debian: apt-get install valgrind).
set -euo pipefail
program=$(realpath "$1") generator=$(realpath "$2")
record=$(dirname "$(realpath "$0")")/instructions.txt
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# count FORM NAME: the instructions of a build of the site in that form, as it is now.
count() {
    # One thread: which of several waits how long is chance.
    RAYON_NUM_THREADS=1 valgrind --tool=callgrind --callgrind-out-file="$scratch/$1-$2" \
        "$program" --site "$scratch/$1" --now 2026-01-01T00:00:00Z >"$scratch/told" 2>&1 ||
        { cat "$scratch/told" >&2; exit 1; }
    sed -n 's/^summary: //p;s/^totals: //p' "$scratch/$1-$2" | head -n 1
}

for form in feedmill flat; do
    "$generator" "$scratch/$form" 1000 --layout "$form"
done
{
    echo "first $(count feedmill first)"
    echo "unchanged $(count feedmill unchanged)"
    echo "flat $(count flat first)"
    echo "rustc $(rustc --version | cut -d ' ' -f 2)"
} >"$scratch/counts"
if [ "${3-}" = --record ]; then
    cp "$scratch/counts" "$record"
fi
python3 - "$scratch/counts" "$record" <<'PYTHON'
import sys
now, before = (dict(line.split() for line in open(path)) for path in sys.argv[1:])
print(f"instructions of a build of 1,000 articles (recorded with rustc {before['rustc']}, now {now['rustc']})")
for name, said in (("first", "everything is new"), ("unchanged", "nothing changed"), ("flat", "new, on flat lines")):
    new, old = int(now[name]), int(before.get(name, now[name]))
    print(f"  {said:20} {new:>15,}   recorded {old:>15,}   {100 * (new - old) / old:+.1f} %")
PYTHON
