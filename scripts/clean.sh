#!/usr/bin/env bash
# Removes what builds and starts made, and nothing else: build output, installed packages, the data folder with its embedded database.
source "$(dirname "$0")/common.sh"
scripts/stop.sh "$1"
for built in src/Server/bin/Release/net10.0/smartai src/Server/bin/Debug/net10.0/smartai; do
  if [ -e "$1/postgres" ] && [ -x "$built" ]; then
    SMARTAI_DATA="$1" "$built" clean
    break
  fi
done
find src samples tests bench \( -name bin -o -name obj \) -type d -not -path '*/node_modules/*' -prune -exec rm -rf {} +
rm -rf .build samples/node_modules web/dist web/node_modules web/storybook-static tests/tools/node_modules tests/openapi/node_modules screenshots artifacts
if [ -d "$1" ]; then
  rm -rf "$1/postgres" "$1/master.key" "$1/server.pid"
  rmdir "$1" 2> /dev/null || echo "$1 holds files that the project did not make; it stays."
fi
echo "Clean."
