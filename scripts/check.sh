#!/usr/bin/env bash
# Everything that can be said without running the program's tests. Each line names itself; all run, and the exit code says whether any failed.
source "$(dirname "$0")/common.sh"
failed=0
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
    failed=$((failed + 1))
  fi
  rm -f "$log"
}
smartai=src/Server/bin/Release/net10.0/smartai
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

twice dotnet tool restore > /dev/null
run "C# format" dotnet csharpier check src tests samples bench
run "whole solution builds without a warning" dotnet build SmartAI.slnx --configuration Release --nologo --verbosity quiet -p:RestoreLockedMode=true
run "web: lint, format, types, client" npm --prefix web run --silent check
run "OpenAPI document is the committed one" bash -c "$smartai openapi --output $work/openapi.json && diff -u web/openapi.json $work/openapi.json"
run "docs/errors.md is up to date" bash -c "$smartai reference errors | diff -u docs/errors.md -"
run "docs/operators/configuration.md is up to date" bash -c "$smartai reference configuration | diff -u docs/operators/configuration.md -"
if [ ! -d tests/openapi/node_modules ]; then twice npm --prefix tests/openapi ci --no-audit --no-fund --loglevel=error > /dev/null; fi
run "OpenAPI rules (Spectral)" npm --prefix tests/openapi run --silent lint -- "$work/openapi.json"
run "migrations match the model" scripts/migrations.sh
if command -v shellcheck > /dev/null; then
  mapfile -t shell_files < <(git ls-files '*.sh' .ci/run)
  run "shell scripts" shellcheck -x -P scripts "${shell_files[@]}"
else
  echo "  skip  shell scripts: shellcheck is not installed"
fi
large_files() { ! git ls-files -z | xargs -0 -r du -k 2> /dev/null | awk '$1 > 1024' | grep .; }
run "no large file is tracked" large_files
run "sign-in page stays small" npm --prefix web run --silent size
if [ "$failed" -gt 0 ]; then
  echo "  $failed checks failed."
  exit 1
fi
echo "  Everything is in order."
