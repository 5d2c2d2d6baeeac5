#!/usr/bin/env bash
# The previous release's server on this version's schema: migrations are additive. Builds the last tag before this commit with its own commands.
#   SMARTAI_TEST_RELEASE=<commit> compares with another
source "$(dirname "$0")/common.sh"
git() { command git -c safe.directory='*' "$@"; }
release=${SMARTAI_TEST_RELEASE:-$(git describe --tags --abbrev=0 --match 'v*' 2> /dev/null || true)}
# A release is compared with the one before it, not with itself.
if [ -n "$release" ] && [ "$(git rev-parse "$release^{commit}")" = "$(git rev-parse HEAD)" ]; then
  release=$(git describe --tags --abbrev=0 --match 'v*' HEAD^ 2> /dev/null || true)
fi
if [ -z "$release" ]; then
  echo "SKIPPED: the previous release was not run on this schema: no tag before this commit (a shallow checkout has none: fetch with --tags)"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

step "Building $release"
git archive "$release" | tar -x -C "$work"
# Its web app is not what is tried, and takes longest to build.
mkdir -p "$work/web/dist"
(cd "$work" && scripts/build-server.sh)

step "Building the tests"
dotnet build tests/Server.Tests --configuration Release --verbosity quiet --nologo -p:RestoreLockedMode=true

step "Running $release on this schema"
SMARTAI_TEST_PREVIOUS=$work dotnet tests/Server.Tests/bin/Release/net10.0/SmartAI.Server.Tests.dll -noColor -noLogo \
  -explicit only -class SmartAI.Server.Tests.PreviousReleaseTests
