#!/usr/bin/env bash
# Takes pictures of every page at phone and desktop width, light and dark, into screenshots/.
source "$(dirname "$0")/common.sh"
SMARTAI_SCREENSHOTS="$PWD/screenshots" dotnet run --project tests/EndToEnd.Tests --configuration Release -- \
  -explicit only -class SmartAI.EndToEnd.Tests.Screenshots
