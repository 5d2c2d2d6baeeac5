#!/usr/bin/env bash
# Upgrades and rollbacks as scripts/deploy.sh does them, with images that are broken on purpose, while somebody works: no request of a client that
# retries once may fail. Needs what scripts/containers-test.sh needs, and the image that `make containers-up` builds.
source "$(dirname "$0")/common.sh"
PATH=/usr/bin:$PATH
source scripts/checks.sh
need_docker "upgrades were not rehearsed"
# Never pulled: it is what was built here.
docker image inspect smartai:local > /dev/null 2>&1 || skip "upgrades were not rehearsed: there is no image smartai:local"

work=$(mktemp -d)
export COMPOSE_PROJECT_NAME=smartai-deploy PROFILES=proxy SECRETS="$work/secrets" ENV_FILE="$work/env" DEPLOY_WATCH=20
export SERVER_PUBLISH=127.0.0.1:18280 PROXY_PUBLISH_TLS=127.0.0.1:18643 PROXY_PUBLISH=127.0.0.1:18281 CANDIDATE_PUBLISH=127.0.0.1:18290
if docker image inspect --format '{{.Config.Labels.standin}}' nginxinc/nginx-unprivileged:1.22 2> /dev/null | grep -q true; then
  export PROXY_IMAGE=nginxinc/nginx-unprivileged:1.22
fi
address=https://127.0.0.1:18643
client=
finish() {
  [ -z "$client" ] || kill "$client" 2> /dev/null || true
  [ "$failed" -eq 0 ] || run logs --tail=30 2>&1 | cut -c 1-300 || true
  PROFILES=proxy,candidate run down --volumes --remove-orphans > /dev/null 2>&1 || true
  docker rmi smartai-deploy:{one,two,unready,dies,unmigrated,faceless,unpromoted} > /dev/null 2>&1 || true
  rm -rf "$work"
}
trap finish EXIT

step "Making images: one that works, the next, and five that are broken"
docker tag smartai:local smartai-deploy:one
made() { printf 'FROM smartai:local\n%s\n' "$2" | docker build --quiet --tag "smartai-deploy:$1" - > /dev/null; }
made two 'LABEL next=yes'
# shellcheck disable=SC2016 # for the shell in the container
made unready 'ENTRYPOINT ["sh", "-c", "[ $0 = migrate ] || exec sleep 600; exec dotnet /app/smartai.dll $0"]'
made unmigrated 'ENTRYPOINT ["sh", "-c", "exit 3"]'
# Ready, and without its web app.
made faceless 'USER root
RUN ["rm", "-r", "/app/wwwroot"]
USER 1654'
# Becomes ready, passes the smoke test, takes a share of the work, and dies of it.
# shellcheck disable=SC2016 # for the shell in the container
made dies 'ENTRYPOINT ["sh", "-c", "[ $0 = serve ] || exec dotnet /app/smartai.dll $0; dotnet /app/smartai.dll serve --no-worker & until dotnet /app/smartai.dll health; do sleep 1; done; sleep 20; kill -9 $!; exec sleep 600"]'
# Ready as a candidate, and not in the server's place: that one has the volume with the files.
# shellcheck disable=SC2016 # for the shell in the container
made unpromoted 'ENTRYPOINT ["sh", "-c", "[ $0 = serve ] && grep -q /kept/files /proc/mounts && exec sleep 600; exec dotnet /app/smartai.dll \"$0\" \"$@\""]'

step "Bringing the first up"
cp .env.example "$ENV_FILE"
cat >> "$ENV_FILE" <<END
SMARTAI_PUBLIC__URL=$address
SMARTAI_IMAGE=smartai-deploy:one
END
scripts/containers.sh prepare
run up -d --no-build > "$work/up" 2>&1 || {
  cat "$work/up"
  exit 1
}
call() { curl --silent --insecure --max-time 30 --output "$work/answer" --write-out '%{http_code}' --header 'Content-Type: application/json' "$@" || true; }
for _ in $(seq 120); do
  [ "$(call "$address/health/ready")" = 200 ] && break
  sleep 1
done
token=$(cat "$SECRETS/setup_token")
check "the first administrator is made" test "$(call --data "{\"token\":\"$token\",\"email\":\"ada@example.org\",\"displayName\":\"Ada\",\"password\":\"unusual kettle volcano 7\"}" "$address/api/v1/account/setup")" = 201
check "and signs in" test "$(call --cookie-jar "$work/cookies" --data '{"email":"ada@example.org","password":"unusual kettle volcano 7","rememberMe":false}' "$address/api/v1/session")" = 200
csrf=$(grep -oE '"antiforgeryToken":"[^"]+"' "$work/answer" | cut -d '"' -f 4)

# Reads and changes all the time; each may be asked once more, with the same key.
work_on() {
  local n=0 code first
  once() { curl --silent --insecure --max-time 30 --output /dev/null --write-out '%{http_code}' --cookie "$work/cookies" "$@" || true; }
  asks() { # <expected> <curl arguments...>
    local expected=$1
    shift
    first=$(once "$@")
    [ "$first" = "$expected" ] && return
    sleep 1
    code=$(once "$@")
    [ "$code" = "$expected" ] && echo "$first" >> "$work/retried" && return
    echo "$(date +%T) $first, then $code instead of $expected: ${*: -1}" >> "$work/unserved"
  }
  while true; do
    n=$((n + 1))
    asks 200 "$address/api/v1/me"
    # A change each second or so: more of them would meet the limits that hold for everybody.
    [ $((n % 10)) -ne 0 ] || asks 201 --header 'Content-Type: application/json' --header "X-CSRF-Token: $csrf" \
      --header "Idempotency-Key: change-$n" --data "{\"name\":\"Role $n\",\"permissions\":[]}" "$address/api/v1/roles"
    echo "$n" > "$work/asked"
    sleep 0.1
  done
}
touch "$work/unserved" "$work/retried"
work_on &
client=$!

serves() { [ "$(docker inspect --format '{{.Config.Image}}' "$(run ps -q server)")" = "smartai-deploy:$1" ]; }
alone() { [ -z "$(PROFILES=proxy,candidate run ps -q candidate)" ]; }
same() { [ "$(run ps -q server)" = "$before" ] && [ "$(docker inspect --format '{{.State.StartedAt}}' "$before")" = "$begun" ]; }
unserved() { [ ! -s "$work/unserved" ] || { cat "$work/unserved" && false; }; }
before=$(run ps -q server)
begun=$(docker inspect --format '{{.State.StartedAt}}' "$before")
for broken in unmigrated unready faceless dies; do
  within=180
  [ $broken != unready ] || within=20
  step "Deploying an image that is broken: $broken"
  check "it is refused" not env DEPLOY_READY_WITHIN=$within scripts/deploy.sh "smartai-deploy:$broken"
  cp "$work/said" "$work/$broken"
  check "... and taken back" grep -q 'Taken back: smartai-deploy:one goes on' "$work/$broken"
  check "... with nothing of it left" alone
  check "... and the server was never touched" same
  check "... and everybody was served" unserved
done
check "the faceless one never shared the work" not grep -q 'Sharing the work' "$work/faceless"
check "the one that dies was found while it shared the work" grep -q 'Sharing the work' "$work/dies"

step "Deploying the next"
check "it is deployed" scripts/deploy.sh smartai-deploy:two
check "... and serves" serves two
check "... alone" alone
check "... and the next start is of it" grep -qx 'SMARTAI_IMAGE=smartai-deploy:two' "$ENV_FILE"
step "Going back to the first by a deployment of it"
check "it is deployed" scripts/deploy.sh smartai-deploy:one
check "... and serves" serves one

step "Deploying one that is ready as a candidate and not when it is promoted"
check "it is refused" not env DEPLOY_PROMOTED_WITHIN=20 scripts/deploy.sh smartai-deploy:unpromoted
cp "$work/said" "$work/unpromoted"
check "... after it was promoted" grep -q 'Promoting smartai-deploy:unpromoted' "$work/unpromoted"
check "... and the one before is put back" grep -q 'Taken back: smartai-deploy:one serves again' "$work/unpromoted"
check "... and serves" serves one
check "... alone" alone
check "... and the next start is of it" grep -qx 'SMARTAI_IMAGE=smartai-deploy:one' "$ENV_FILE"
check "... and everybody was served" unserved

step "The same where the one before cannot be started anew either"
docker tag smartai-deploy:unready smartai-deploy:one
check "it is refused" not env DEPLOY_PROMOTED_WITHIN=20 DEPLOY_READY_WITHIN=60 scripts/deploy.sh smartai-deploy:unpromoted
cp "$work/said" "$work/both"
check "... and the candidate stays" grep -q 'the candidate goes on serving and stays' "$work/both"
check "... and serves everybody" unserved
check "what works is put beside it" scripts/deploy.sh smartai-deploy:two
check "... and serves" serves two
check "... alone" alone
kill "$client" && client=
check "everybody was served all the time" unserved
echo "deploy: $passed passed, $failed failed; $(cat "$work/asked") times asked, $(wc -l < "$work/retried") retried ($(sort "$work/retried" | uniq -c | tr -s ' \n' ' '))"
[ "$failed" -eq 0 ]
