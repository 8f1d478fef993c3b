#!/usr/bin/env bash
# Kills a scoring run (SIGKILL) at random moments of its whole life, goes on with --resume, kills again, and compares every completed output with
# that of an undisturbed run.
#   bash tests/kills.sh [KILLS] [PEOPLE]      default: 200 500000
# SEED=N repeats the moments, as far as a machine repeats anything. Needs a Release build and some hundred megabytes in TMPDIR.
# Ends with one line of numbers, and with 0 if nothing was lost, nothing stands twice and every digest is the same.
set -euo pipefail
cd "$(dirname "$0")/.."
kills=${1:-200} people=${2:-500000}
RANDOM=${SEED:-$$}
program=src/Kinerja.Cli/bin/Release/net10.0/Kinerja.Cli.dll
policy=benchmarks/policies/k10.json
[ -f "$program" ] || { echo "Build first: dotnet build Kinerja.Core.sln -c Release" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# One in a thousand is rejected, so that the second output has something too.
awk -v people="$people" 'BEGIN {
    srand(20260101)
    for (p = 1; p <= people; p++) {
        line = sprintf("{\"id\":\"%018d\",\"facts\":{", p)
        for (i = 1; i <= 10; i++)
            line = line sprintf("\"target%d\":%d,\"actual%d\":%.1f,\"weight%d\":10,", i, 1 + int(rand() * 500), i, (p % 1000 == 0 && i == 3) ? -1 : rand() * 600, i)
        for (i = 1; i <= 7; i++)
            line = line sprintf("\"behaviour%d\":%d,", i, 60 + int(rand() * 41))
        print line "\"discipline\":" p % 4 "}}"
    }
}' > "$work/people.ndjson"

score=(dotnet "$program" score -p "$policy" "$work/people.ndjson")
milliseconds() { echo $(( $(date +%s%N) / 1000000 )); }
digest() { cat "$work/$1.ndjson" "$work/$1-rejects.ndjson" | sha256sum | cut -d ' ' -f 1; }

begin=$(milliseconds)
"${score[@]}" -o "$work/whole.ndjson" --rejects "$work/whole-rejects.ndjson" 2> "$work/said" || [ $? -eq 1 ] || { cat "$work/said" >&2; exit 2; }
length=$(( $(milliseconds) - begin ))
expected=$(digest whole)
lines=$(wc -l < "$work/whole.ndjson")
bytes=$(stat -c %s "$work/whole.ndjson" 2>/dev/null || stat -f %z "$work/whole.ndjson")
echo "undisturbed: $lines results, $bytes bytes, $length ms, sha256 $expected"
[ "$lines" -eq "$people" ] || { echo "There are $people people but $lines results." >&2; exit 1; }

landed=0 resumed=0 completed=0 different=0 lost=0 twice=0
while [ "$landed" -lt "$kills" ] || [ "$completed" -eq 0 ]; do
    "${score[@]}" -o "$work/out.ndjson" --rejects "$work/out-rejects.ndjson" --resume 2> "$work/said" &
    run=$!
    if [ "$landed" -lt "$kills" ]; then
        delay=$(( (RANDOM * 32768 + RANDOM) % length ))
        sleep "$(( delay / 1000 )).$(printf %03d $(( delay % 1000 )))"
        kill -KILL "$run" 2>/dev/null || true # unless it has ended
    fi
    status=0
    { wait "$run" || status=$?; } 2>/dev/null # the shell would tell of every kill
    if grep -q "going on with\|complete already" "$work/said"; then resumed=$(( resumed + 1 )); fi
    case $status in
        137) landed=$(( landed + 1 )); continue ;;
        0 | 1) completed=$(( completed + 1 )) ;;
        *) cat "$work/said" >&2; exit 1 ;;
    esac
    if [ "$(digest out)" != "$expected" ]; then
        different=$(( different + 1 ))
        ids() { grep -o '^{"id":"[0-9]*' "$work/$1.ndjson" | sort; }
        lost=$(( lost + $(comm -23 <(ids whole) <(ids out | uniq) | wc -l) ))
        twice=$(( twice + $(ids out | uniq -d | wc -l) ))
    fi
    if ls "$work"/out*.part "$work"/out*.state >/dev/null 2>&1; then echo "A completed run left something beside its output." >&2; exit 1; fi
    rm "$work/out.ndjson" "$work/out-rejects.ndjson"
done

echo "$landed kills, $resumed processes went on in the middle, $completed runs completed: $lost lost, $twice twice, $different with another digest"
[ "$different" -eq 0 ]
