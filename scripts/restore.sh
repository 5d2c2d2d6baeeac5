#!/usr/bin/env bash
# Restores exactly what the lock files name, from the cache of this machine where it is there.
#   scripts/restore.sh dotnet <project or solution> | npm <folder>
source "$(dirname "$0")/common.sh"
kind=${1:?dotnet or npm} what=${2:?a project, a solution or a folder}
log=$(mktemp)
trap 'rm -f "$log"' EXIT

restore() {
  if [ "$kind" = dotnet ]; then
    dotnet restore "$what" --locked-mode --verbosity quiet > "$log" 2>&1
  else
    npm --prefix "$what" ci --no-audit --no-fund --loglevel=error > "$log" 2>&1
  fi
}
refuse() {
  # Each project that stands on another repeats what is wrong with that one.
  grep -m 3 -E 'error|Invalid|Missing' "$log" | cut -c 1-400 >&2
  echo "$*" >&2
  exit 1
}

restore && exit
if grep -q NU1004 "$log"; then
  refuse "The lock files do not fit the projects or Directory.Packages.props. If the change is meant: dotnet restore SmartAI.slnx --force-evaluate," \
    "and commit each changed packages.lock.json. If not: undo it."
elif grep -q NU1403 "$log"; then
  refuse "A package is another one than the lock file names, under the same version: do not build with it. If this machine's copy is damaged:" \
    "dotnet nuget locals global-packages --clear."
# Without a network npm lacks what the lock did not answer: which versions there are. What the lock names it asks for as a .tgz.
elif grep -qE 'EUSAGE|ETARGET' "$log" || { grep -q ENOTCACHED "$log" && ! grep -qE '\.tgz failed' "$log"; }; then
  refuse "$what/package-lock.json does not fit $what/package.json. If the change is meant: npm --prefix $what install, and commit both. If not: undo it."
fi
# The network, most of the time: a second try is cheaper than a red build.
echo "  trying once more: $what"
restore || refuse "The packages of $what could not be restored. Offline, only what was restored here before is there."
