#!/usr/bin/env bash
# Which lines the C# tests reach: .build/coverage/index.html, and the sums on standard output. What a test starts as a process of its own is not seen.
#   scripts/coverage.sh [test project...]   such as Audit.Tests; all that work in one process where none is named
source "$(dirname "$0")/common.sh"
export SMARTAI_MEASURED=true
projects=("$@")
[ "${#projects[@]}" -gt 0 ] || mapfile -t projects < <(find tests -maxdepth 1 -name '*.Tests' -printf '%f\n' | grep -vE '^(EndToEnd|Repository|Server)\.' | sort)
rm -rf .build/coverage
mkdir -p .build/coverage
dotnet tool restore > /dev/null
failed=0
for project in "${projects[@]}"; do
  step "$project"
  dotnet build "tests/$project" --configuration Release --verbosity quiet --nologo
  dotnet ".build/measured/bin/$project/release/SmartAI.$project.dll" --progress off --coverage --coverage-output-format cobertura \
    --coverage-output "$PWD/.build/coverage/$project.xml" --results-directory "$PWD/.build/coverage" > ".build/coverage/$project.log" 2>&1 || {
    tail -n 40 ".build/coverage/$project.log"
    failed=1
  }
done
dotnet reportgenerator "-reports:.build/coverage/*.xml" -targetdir:.build/coverage "-assemblyfilters:+SmartAI.*;+smartai;-*.Tests;-SmartAI.Testing" \
  "-filefilters:-*/Migrations/*;-*.g.cs" "-reporttypes:Html;TextSummary;MarkdownSummary" > .build/coverage/report.log
sed -n '/^Summary/,/^$/p; /^[A-Za-z]/p' .build/coverage/Summary.txt | sort -u
exit "$failed"
