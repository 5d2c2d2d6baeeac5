#!/usr/bin/env bash
# Runs one program of tests, and says how it ended when it has: test.sh runs several at a time.
#   scripts/test-program.sh web | <project of C# tests>
#   scripts/test-program.sh again <project>     what failed, once more
source "$(dirname "$0")/common.sh"
configuration=Release
# Tests start some hundred servers, each for seconds: most of what one costs is its compiler. Without a second mapping of its memory for each
# method (a hardening) and without counting for optimizations that come too late, a start takes a third less processor time (docs/decisions/0036).
export DOTNET_EnableWriteXorExecute=0 DOTNET_TieredPGO=0

attempt() { # <name> <log> <project> [argument...]
  local code=0 name="$1" log="$2"
  local program="${3%/*}/bin/$configuration/net10.0/SmartAI.$name.dll"
  shift 3
  dotnet "$program" "$@" -noColor -noLogo > "$log" 2>&1 || code=$?
  [ "$code" -eq 0 ] || cut -c 1-300 "$log" | head -n 150
  echo "$code" > ".build/test/$name.code"
}

run_web() {
  local log=.build/test/web.log code=0
  npm --prefix web run --silent test -- --no-color ${SMARTAI_TEST_SECOND_ATTEMPT:+--retry=1} \
    --reporter=default --reporter=json --outputFile.json="$PWD/.build/test/web.json" > "$log" 2>&1 || code=$?
  echo "$code" > .build/test/web.code
  [ "$code" -eq 0 ] || tail -n 80 "$log" | cut -c 1-300
}

run_again() { # <project> <name>
  local again=() to=".build/test/$2"
  [ -s "$to.json" ] || exit 0
  while read -r method; do again+=(-method "$method"); done < <(node scripts/test-report.mjs again "$to.json")
  [ "${#again[@]}" -gt 0 ] || exit 0
  step "$2: a second attempt"
  attempt "$2" "$to.again.log" "$1" "${again[@]}" -parallelMode none -result-ctrf "$to.again.json"
}

name=$(basename "${2:-$1}" .csproj)
case $1 in
  web) said=$(run_web) ;;
  again) said=$(run_again "$2" "$name") ;;
  *) said=$(attempt "$name" ".build/test/$name.log" "$1" -result-ctrf ".build/test/$name.json") ;;
esac
# In one piece, so that two which end together do not mix.
line=$(node scripts/test-report.mjs line .build/test "$name")
if [ "$1" = again ] && [ -z "$said" ]; then exit 0; fi
printf '%s\n' ${said:+"$said"} "$line"
