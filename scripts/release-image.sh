#!/usr/bin/env bash
# Builds the image for both processors and pushes it, with its version and never as "latest". Needs IMAGE, VERSION (v1.2.3), REVISION and SOURCE.
source "$(dirname "$0")/common.sh"
name=${IMAGE:?ghcr.io/owner/repository}
name=${name,,}
version=${VERSION:?v1.2.3}
version=${version#v}
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9a-z.]+)?$ ]] || {
  echo "The tag $VERSION is no version: v1.2.3 or v1.2.3-rc.1." >&2
  exit 1
}
mkdir -p .build
docker buildx create --use --name release > /dev/null 2>&1 || docker buildx use release
docker buildx build --platform linux/amd64,linux/arm64 --push --sbom=true --provenance=mode=max --metadata-file .build/image.json \
  --build-arg VERSION="$version" --build-arg REVISION="${REVISION:?the commit}" --build-arg SOURCE="${SOURCE:?the repository}" \
  --build-arg CREATED="$(git log -1 --format=%cI)" --tag "$name:$version" .
digest=$(node -p 'JSON.parse(require("fs").readFileSync(".build/image.json"))["containerimage.digest"]')
printf 'name=%s\ndigest=%s\n' "$name" "$digest" >> "${GITHUB_OUTPUT:-/dev/stdout}"
