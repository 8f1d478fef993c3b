#!/usr/bin/env bash
# Builds everything, runs all tests and ends with one plain line: N passed, N failed.
# Needs the .NET SDK named in global.json. CI=true restores exactly what the lock files say.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_CLI_UI_LANGUAGE=en

if ! command -v dotnet >/dev/null; then
    echo "The .NET SDK is missing; see global.json for its version." >&2
    exit 1
fi

locked=()
[ "${CI:-}" = true ] && locked=(--locked-mode)
dotnet restore Kinerja.Core.sln "${locked[@]}" || exit 1
dotnet build Kinerja.Core.sln -c Release --no-restore -warnaserror || exit 1

passed=0 failed=0
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
for project in tests/*/*.csproj; do
    name=$(basename "$project" .csproj)
    dotnet test "$project" -c Release --no-build --results-directory "$results" --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal"
    status=$?
    # The totals of the project: <Counters total="3" executed="3" passed="2" failed="1" error="0" ... />
    totals=$(grep -o '<Counters [^>]*>' "$results/$name.trx" 2>/dev/null | tail -n 1)
    count() { local number; number=$(sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$totals"); echo "${number:-0}"; }
    project_failed=$(( $(count failed) + $(count error) ))
    # A project that ends badly without a failed test, by a crash for instance, is one failure.
    if [ "$status" -ne 0 ] && [ "$project_failed" -eq 0 ]; then
        echo "$name ended with status $status." >&2
        project_failed=1
    fi
    passed=$(( passed + $(count passed) ))
    failed=$(( failed + project_failed ))
done

# The package, as a newcomer installs it, is one more test.
if bash tests/package.sh; then
    passed=$(( passed + 1 ))
else
    failed=$(( failed + 1 ))
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
