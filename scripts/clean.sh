#!/usr/bin/env bash
# Removes what builds and starts made, and nothing else: build output, installed packages, the data folder with its embedded database.
source "$(dirname "$0")/common.sh"
scripts/stop.sh "$1"
# The program knows what of the database it made, and where; a folder that it cannot read is left as it is.
for built in src/Server/bin/Release/net10.0/smartai src/Server/bin/Debug/net10.0/smartai; do
  if [ -e "$1/postgres" ] && [ -x "$built" ]; then
    SMARTAI_DATA="$1" "$built" clean
    break
  fi
done
[ ! -e "$1/postgres/cluster" ] || {
  echo "$1/postgres holds a database, and the program that can remove it is not built: make build, then make clean." >&2
  exit 1
}
# Only beside a project: a folder of that name elsewhere is somebody's own.
find src samples tests bench -name '*.csproj' -not -path '*/node_modules/*' -print0 | while IFS= read -r -d '' project; do
  folder=${project%/*}
  rm -rf "${folder:?}/bin" "${folder:?}/obj"
done
rm -rf .build samples/node_modules web/dist web/node_modules web/storybook-static tests/tools/node_modules tests/Mcp.Tests/tools/node_modules scripts/lint/node_modules screenshots artifacts
if [ -d "$1" ]; then
  rm -f "$1/master.key" "$1/server.pid"
  rmdir "$1" 2> /dev/null || echo "$1 holds files that the project did not make; it stays."
fi
echo "Clean."
