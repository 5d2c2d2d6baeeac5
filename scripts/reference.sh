#!/usr/bin/env bash
# Writes the pages of docs/ that are made from the code.
source "$(dirname "$0")/common.sh"
smartai=src/Server/bin/Release/net10.0/smartai
mkdir -p docs/operators
$smartai reference errors > docs/errors.md
$smartai reference configuration > docs/operators/configuration.md
node scripts/licenses.mjs > docs/licenses.md
{ cat deploy/containers/compose.env && $smartai reference environment; } > .env.example
