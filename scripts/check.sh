#!/usr/bin/env bash
# Everything that can be said without running the program's tests. Each line names itself; all run, and the exit code says whether any failed.
source "$(dirname "$0")/common.sh"
failed=0
mkdir -p .build
rm -f .build/failed-checks
run() {
  local name="$1"
  shift
  local log
  log=$(mktemp)
  if "$@" > "$log" 2>&1; then
    printf '  ok    %s\n' "$name"
  else
    printf '  FAIL  %s\n' "$name"
    sed 's/^/        /' "$log" | tail -n 40
    echo "failed: make check: $name: $(grep -v '^ *$' "$log" | head -n 3 | tr -s ' \n' ' ' | cut -c 1-300)" >> .build/failed-checks
    failed=$((failed + 1))
  fi
  rm -f "$log"
}
smartai=src/Server/bin/Release/net10.0/smartai
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

twice dotnet tool restore > /dev/null
run "C# format" scripts/lint.sh csharp
run "whole solution builds without a warning" dotnet build SmartAI.slnx --configuration Release --nologo --verbosity quiet -p:RestoreLockedMode=true
run "web: lint, format, types, client" npm --prefix web run --silent check
run "OpenAPI document is the committed one" bash -c "$smartai openapi --output $work/openapi.json && diff -u web/openapi.json $work/openapi.json"
run "docs/errors.md is up to date" bash -c "$smartai reference errors | diff -u docs/errors.md -"
run "docs/operators/configuration.md is up to date" bash -c "$smartai reference configuration | diff -u docs/operators/configuration.md -"
run "every licence is one that may be shipped, docs/licenses.md" bash -c "node scripts/licenses.mjs > $work/licenses.md && diff -u docs/licenses.md $work/licenses.md"
run ".env.example is up to date" bash -c "{ cat deploy/containers/compose.env && $smartai reference environment; } | diff -u .env.example -"
if [ ! -d scripts/lint/node_modules/yaml ]; then twice npm --prefix scripts/lint ci --no-audit --no-fund --loglevel=error > /dev/null; fi
run "OpenAPI rules (Spectral)" npm --prefix scripts/lint run --silent openapi -- "$work/openapi.json"
contract=$(find docs/contract -name 'v*.json' | sort --version-sort | tail -n 1)
run "nothing that $(basename "$contract" .json) promised is broken" node scripts/contract.mjs compare "$contract" web/openapi.json docs/errors.md docs/contract/accepted.txt
run "migrations match the model" scripts/migrations.sh
lint_with() { # <program or -> <name> <rule>
  if [ "$1" = - ] || command -v "$1" > /dev/null; then run "$2" scripts/lint.sh "$3"; else echo "  skip  $2: $1 is not installed"; fi
}
lint_with shellcheck "shell scripts" shell
lint_with yamllint "YAML" yaml
lint_with - "Compose files" compose
lint_with promtool "alerts of Prometheus" prometheus
lint_with - "workflows" workflows
lint_with - "no secret is tracked" secrets
lint_with - "no merge marker is tracked" merge-markers
lint_with - "no large file is tracked" large-files
run "sign-in page stays small" npm --prefix web run --silent size
if [ "$failed" -gt 0 ]; then
  echo "  $failed checks failed."
  exit 1
fi
echo "  Everything is in order."
