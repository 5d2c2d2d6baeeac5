#!/usr/bin/env bash
# Brings another image into service beside the one that works, and takes it back by itself where it does not: docs/operators/containers.md, Upgrade.
#   STAGE=production PROFILES=proxy scripts/deploy.sh <image:tag>
# migrate, start a candidate, smoke test, let it share the work and watch it, promote. Until it is promoted the old server is not touched, and
# migrations are additive, so going back needs no restart. The proxy sends each request to whichever of the two answers. Where the promoted
# server does not become ready, the one before is put back while the candidate carries the requests.
source "$(dirname "$0")/common.sh"
new=${1:?the image with its tag}
export ENV_FILE=${ENV_FILE:-.env}
watch=${DEPLOY_WATCH:-60} ready_within=${DEPLOY_READY_WITHIN:-180}
promoted_within=${DEPLOY_PROMOTED_WITHIN:-$ready_within}
engine=docker
command -v docker > /dev/null || engine=podman
compose() { SMARTAI_IMAGE=$image PROFILES=${PROFILES:-},candidate scripts/containers.sh compose "$@"; }
container() { compose ps -q "$1"; }
ready() { "$engine" exec "$1" dotnet /app/smartai.dll health > /dev/null 2>&1; }
until_ready() { # <container> <seconds>
  local begun=$SECONDS
  until ready "$1"; do
    [ $((SECONDS - begun)) -lt "$2" ] || return 1
    sleep 1
  done
}

# A secret that only the new version knows.
scripts/containers.sh prepare
image=$new
old_container=$(container server)
[ -n "$old_container" ] || {
  echo "No server is running: there is nothing to go back to. Set SMARTAI_IMAGE and run make containers-up." >&2
  exit 1
}
old=$("$engine" inspect --format '{{.Config.Image}}' "$old_container")
[ "$old" != "$new" ] || {
  echo "$new is running already. A tag names one build for ever: give the new one its own." >&2
  exit 1
}

services=(server worker)
case ",${PROFILES:-}," in *,backup,*) services+=(backup) ;; esac
put() { # <image>: in the place of what runs, while a candidate carries the requests
  image=$1 compose up -d --no-deps --no-build "${services[@]}"
}
finish() {
  # The proxy keeps an address for five seconds.
  sleep 6
  compose rm --stop --force candidate > /dev/null 2>&1
}
deployed() {
  finish
  if grep -q '^#\?SMARTAI_IMAGE=' "$ENV_FILE"; then
    sed -i "s|^#\?SMARTAI_IMAGE=.*|SMARTAI_IMAGE=$new|" "$ENV_FILE"
  else
    echo "SMARTAI_IMAGE=$new" >> "$ENV_FILE"
  fi
  echo "Deployed: $new serves in place of $old."
}

if [ -n "$(container candidate)" ] && ready "$(container candidate)" && ! ready "$old_container"; then
  # A promotion failed before, and not even the version before it came back. What carries the requests is not touched until another does.
  step "A candidate serves in place of $old: $new is put beside it"
  compose run --rm --no-deps migrate
  put "$new"
  until_ready "$(container server)" "$ready_within" || {
    echo "The server is not ready with $new either; the candidate goes on. Look at: scripts/containers.sh compose logs server" >&2
    exit 1
  }
  deployed
  exit 0
fi

# Whatever ends this before the promotion, the candidate goes and the old server has gone on all the time.
promoted=
# shellcheck disable=SC2317 # the trap calls it
take_back() {
  [ -n "$promoted" ] && return
  image=$new compose logs --tail=20 candidate 2>&1 | cut -c 1-300 >&2 || true
  image=$new compose rm --stop --force candidate > /dev/null 2>&1 || true
  echo "Taken back: $old goes on. The schema may be ahead of it, which it bears; it would not be started anew by that, so deploy what works soon." >&2
}
trap take_back EXIT

step "Migrating with $new"
compose run --rm --no-deps migrate

step "Starting a candidate"
compose up -d --no-deps --no-build candidate
candidate=$(container candidate)
until_ready "$candidate" "$ready_within" || {
  echo "The candidate is not ready after $ready_within s." >&2
  exit 1
}

step "Smoke test"
address=$(sed -n 's/^SMARTAI_PUBLIC__URL=//p' "$ENV_FILE" | tail -n 1)
host=${address#*://}
publish=$(compose port candidate 8080)
smoke() { # <path> <status>
  local seen
  seen=$(curl --silent --max-time 20 --output /dev/null --write-out '%{http_code}' --header "Host: $host" "http://$publish$1" || true)
  [ "$seen" = "$2" ] || {
    echo "$1 answers $seen instead of $2." >&2
    return 1
  }
}
# One to a line: what is joined by && ends nothing by failing.
smoke /health/ready 200
smoke / 200
smoke /api/v1/session 200
smoke /api/v1/roles 401

step "Sharing the work for $watch s"
outside=$("$engine" inspect --format '{{json .NetworkSettings.Networks}}' "$candidate" | grep -oE "[A-Za-z0-9_-]+_outside" | head -n 1)
# The alias makes it a second address of "server", which is what the proxy asks for.
"$engine" network disconnect "$outside" "$candidate"
"$engine" network connect --alias server "$outside" "$candidate"
begun=$SECONDS
while [ $((SECONDS - begun)) -lt "$watch" ]; do
  # Twice in a row: one late answer of a busy machine is no fault.
  ready "$candidate" || { sleep 1 && ready "$candidate"; } || {
    echo "The candidate is no longer ready." >&2
    exit 1
  }
  sleep 1
done

step "Promoting $new"
promoted=yes
put "$new"
if until_ready "$(container server)" "$promoted_within"; then
  deployed
  exit 0
fi
# It was ready as a candidate and is not in the server's place: what lies between them, such as its volume, is not as it should be.
echo "The server is not ready with $new; the candidate serves in its place. Back to $old:" >&2
compose logs --tail=20 server 2>&1 | cut -c 1-300 >&2 || true
put "$old"
if until_ready "$(container server)" "$ready_within"; then
  finish
  echo "Taken back: $old serves again." >&2
else
  echo "$old does not start either, as after a migration: the candidate goes on serving and stays. Deploy what works; it is put beside it." >&2
fi
exit 1
