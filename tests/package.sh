#!/usr/bin/env bash
# Packs the library, installs it into an empty project as a newcomer would, scores somebody, and does so again from a trimmed publish.
# Prints what failed; ends with 0 when all of it works.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

dotnet pack src/Kinerja.Core -c Release --no-build -o "$work/feed" -v quiet
for file in README.md icon.png lib/net10.0/Kinerja.Core.dll lib/net10.0/Kinerja.Core.xml; do
    grep -aqF "$file" "$work"/feed/Kinerja.Core.*.nupkg || { echo "The package lacks $file."; exit 1; }
done
ls "$work"/feed/Kinerja.Core.*.snupkg >/dev/null || { echo "There is no symbol package."; exit 1; }

# An empty project in an empty folder, with a package cache of its own so that no older build of this version is found.
version=$(basename "$work"/feed/Kinerja.Core.*.snupkg .snupkg)
version=${version#Kinerja.Core.}
mkdir "$work/empty"
cd "$work/empty"
cat > Empty.csproj <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <OutputType>Exe</OutputType>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <InvariantGlobalization>true</InvariantGlobalization>
    <RestoreAdditionalProjectSources>$work/feed</RestoreAdditionalProjectSources>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Kinerja.Core" Version="[$version]" />
  </ItemGroup>
</Project>
PROJECT
cp "$root/samples/QuickStart/Program.cs" .
rm -rf "${NUGET_PACKAGES:-$HOME/.nuget/packages}/kinerja.core/$version"
unset CI # the temporary project has no lock file

dotnet build -c Release -v quiet
dotnet bin/Release/net10.0/Empty.dll > plain.txt
grep -q '^101.97 → Baik$' plain.txt || { echo "The first score is not the expected one:"; head -3 plain.txt; exit 1; }

case "$(uname -m)" in aarch64 | arm64) rid=linux-arm64 ;; *) rid=linux-x64 ;; esac
dotnet publish -c Release -r "$rid" --self-contained -p:PublishTrimmed=true -o trimmed -v quiet
trimmed/Empty > trimmed.txt
cmp plain.txt trimmed.txt || { echo "The trimmed program answers otherwise."; exit 1; }
rm -rf "${NUGET_PACKAGES:-$HOME/.nuget/packages}/kinerja.core/$version"
echo "The package installs, scores and trims."
