#!/usr/bin/env bash
# Builds an image of a release: the server's, or with POSTGRES=18 the one for backups of that version. Needs VERSION (v1.2.3), REVISION and SOURCE.
#   scripts/release-image.sh build   for this processor, as smartai:release, to be looked through
#   scripts/release-image.sh push    for both processors, as IMAGE with its version and never as "latest"
source "$(dirname "$0")/common.sh"
version=${VERSION:?v1.2.3}
version=${version#v}
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9a-z.]+)?$ ]] || {
  echo "The tag $VERSION is no version: v1.2.3 or v1.2.3-rc.1." >&2
  exit 1
}
what=(--build-arg VERSION="$version" --build-arg REVISION="${REVISION:?the commit}" --build-arg SOURCE="${SOURCE:?the repository}"
  --build-arg CREATED="$(git log -1 --format=%cI)")
suffix=
if [ -n "${POSTGRES:-}" ]; then
  what+=(--target backup --build-arg POSTGRES="$POSTGRES")
  suffix=-postgres$POSTGRES
fi
mkdir -p .build
docker buildx create --use --name release > /dev/null 2>&1 || docker buildx use release

case ${1:-} in
  build) docker buildx build --load "${what[@]}" --tag smartai:release . ;;
  push)
    name=${IMAGE:?ghcr.io/owner/repository}
    name=${name,,}
    docker buildx build --platform linux/amd64,linux/arm64 --push --sbom=true --provenance=mode=max --metadata-file .build/image.json \
      "${what[@]}" --tag "$name:$version$suffix" .
    digest=$(node -p 'JSON.parse(require("fs").readFileSync(".build/image.json"))["containerimage.digest"]')
    printf 'name=%s\ndigest=%s\n' "$name" "$digest" >> "${GITHUB_OUTPUT:-/dev/stdout}"
    ;;
  *)
    sed -n '2,4s/^# *//p' "$0" >&2
    exit 2
    ;;
esac
