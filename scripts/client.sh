#!/usr/bin/env bash
# Writes web/openapi.json from the server and the typed client from it.
source "$(dirname "$0")/common.sh"
src/Server/bin/Release/net10.0/smartai openapi --output web/openapi.json
npm --prefix web run --silent client
