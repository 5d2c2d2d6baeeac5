#!/usr/bin/env bash
# Installs the commit hooks of .pre-commit-config.yaml in this clone, with what they run.
source "$(dirname "$0")/common.sh"
for program in pre-commit yamllint shellcheck; do
  need "$program" "Install it (Debian: sudo apt-get install pre-commit yamllint shellcheck; macOS: brew install the same)."
done
need_dotnet
need_node
step "Installing what the hooks run"
twice dotnet tool restore > /dev/null
for folder in scripts/lint web; do
  [ -d "$folder/node_modules" ] || twice npm --prefix "$folder" ci --no-audit --no-fund --loglevel=error > /dev/null
done
pre-commit install > /dev/null
echo "Each commit is checked from now on. git commit --no-verify passes by, and make check finds it later."
