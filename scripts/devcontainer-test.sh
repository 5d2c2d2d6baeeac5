#!/usr/bin/env bash
# Builds the image of .devcontainer and, in a container of it, this repository from nothing, as its developer; then make doctor has nothing to say against it.
#   NUGET_PACKAGES=<folder of packages> spares the download
source "$(dirname "$0")/common.sh"
PATH=/usr/bin:$PATH
source scripts/checks.sh
need_docker "the dev container was not tested"
for image in mcr.microsoft.com/dotnet/sdk:10.0 node:22-bookworm-slim; do need_image "the dev container was not tested" "$image"; done
work=$(mktemp -d)
finish() {
  docker rm --force smartai-devcontainer-test > /dev/null 2>&1 || true
  docker rmi smartai-devcontainer:test > /dev/null 2>&1 || true
  rm -rf "$work"
}
trap finish EXIT

step "Building the image of .devcontainer"
docker build --quiet --tag smartai-devcontainer:test .devcontainer > "$work/built" 2>&1 || {
  tail -n 30 "$work/built"
  exit 1
}
# What is tracked, as it is now; the container's user owns it.
mkdir "$work/source"
git ls-files -z --cached --others --exclude-standard | tar --null --ignore-failed-read -T - -cf - | tar -xf - -C "$work/source"
chown -R 1000:1000 "$work/source"
chmod 755 "$work" "$work/source"
packages=()
[ -z "${NUGET_PACKAGES:-}" ] || packages=(--volume "$NUGET_PACKAGES:/packages:ro" --env RestoreFallbackFolders=/packages)
docker run --detach --name smartai-devcontainer-test --init --volume "$work/source:/workspace" --workdir /workspace "${packages[@]}" \
  smartai-devcontainer:test sleep infinity > /dev/null
inside() { docker exec smartai-devcontainer-test "$@"; }

step "Looking at it"
check "it works as an ordinary user" test "$(inside id -u)" = 1000
check "its SDK is the one that global.json asks for" inside dotnet --version
check "its Node builds the web app" inside bash -c 'source scripts/common.sh && need_node'
for program in chromium pg_dump git pre-commit yamllint shellcheck swift-proxy-server make sudo; do check "it has $program" inside bash -c "command -v $program"; done
check "it has pgbouncer" inside test -x /usr/sbin/pgbouncer

step "Building in it"
check "the server and the web app are built" inside make build
check "make doctor finds what a start needs" inside make doctor
cat "$work/said"
echo "dev container: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
