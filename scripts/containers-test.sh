#!/usr/bin/env bash
# The platform in containers, as an operator meets it: built, started, used, and each container killed, stopped, cut off and its volume filled.
# Needs a Docker daemon and the base images; elsewhere it says that it was skipped, and why.
source "$(dirname "$0")/common.sh"
PATH=/usr/bin:$PATH
source scripts/checks.sh
need_docker "the containers were not tested"
need_image "the containers were not tested" mcr.microsoft.com/dotnet/aspnet:10.0

work=$(mktemp -d)
export COMPOSE_PROJECT_NAME=smartai-test STAGE=test PROFILES=proxy,mail SECRETS="$work/secrets" ENV_FILE="$work/env"
export SERVER_PUBLISH=127.0.0.1:18080 PROXY_PUBLISH_TLS=127.0.0.1:18443 PROXY_PUBLISH=127.0.0.1:18081 MAILBOX_PUBLISH=127.0.0.1:11080
export TEST_VOLUME="$work/volume"
if docker image inspect --format '{{.Config.Labels.standin}}' nginxinc/nginx-unprivileged:1.22 2> /dev/null | grep -q true; then
  export PROXY_IMAGE=nginxinc/nginx-unprivileged:1.22
fi
export PROMETHEUS_PUBLISH=127.0.0.1:19090
prometheus=
if docker image inspect prom/prometheus:v3.5.0 > /dev/null 2>&1; then
  prometheus=prometheus
elif command -v prometheus > /dev/null; then
  # Debian's program where the image cannot be had.
  mkdir "$work/prometheus"
  cp "$(command -v prometheus)" "$(command -v promtool)" "$work/prometheus"
  printf 'FROM mcr.microsoft.com/dotnet/aspnet:10.0\nCOPY prometheus promtool /bin/\nRUN mkdir /prometheus && chown 65534 /prometheus\nUSER 65534\nENTRYPOINT ["/bin/prometheus"]\n' \
    | docker build --quiet --tag smartai-prometheus:standin --file - "$work/prometheus" > /dev/null
  export PROMETHEUS_IMAGE=smartai-prometheus:standin
  prometheus=prometheus
else
  echo "  skip  Prometheus: neither its image nor Debian's package prometheus is here"
fi
[ -z "$prometheus" ] || PROFILES+=,metrics
server=http://127.0.0.1:18080
finish() {
  [ "$failed" -eq 0 ] || run logs --tail=60 2>&1 | cut -c 1-300 || true
  run down --volumes --remove-orphans > /dev/null 2>&1 || true
  ! mountpoint --quiet "$TEST_VOLUME" || umount "$TEST_VOLUME" || true
  rm -rf "$work"
}
trap finish EXIT

container() { run ps -q "$1"; }
pid() { docker inspect --format '{{.State.Pid}}' "$(container "$1")"; }
status() { curl --silent --max-time 10 --output "$work/answer" --write-out '%{http_code}' "$@" || true; }
answers() { # <status> <curl arguments...>
  local expected=$1 seen
  shift
  seen=$(status "$@")
  [ "$seen" = "$expected" ] || {
    echo "$seen instead of $expected: $(head -c 300 "$work/answer")"
    return 1
  }
}
post() { # <status> <path> <json> [curl arguments...]
  local expected=$1 path=$2 body=$3
  shift 3
  answers "$expected" --header 'Content-Type: application/json' --data "$body" "$@" "$server$path"
}
sign_in() { post 200 /api/v1/session '{"email":"ada@example.org","password":"unusual kettle volcano 7","rememberMe":false}' --cookie-jar "$work/cookies"; }
killed() { # <service>: its process, not the container, which would count as stopped by hand
  local before
  before=$(pid "$1")
  kill -KILL "$before"
  within 60 restarted "$1" "$before"
}
restarted() {
  local now
  now=$(pid "$1" 2> /dev/null)
  [ "${now:-0}" != 0 ] && [ "$now" != "$2" ]
}

# A volume that can be filled without filling the machine.
volume() {
  mkdir -p "$TEST_VOLUME"
  [ "$(id -u)" = 0 ] || return 1
  truncate --size=400M "$work/disk" && mkfs.ext4 -q -m 0 "$work/disk" && mount -o loop "$work/disk" "$TEST_VOLUME"
  rmdir "$TEST_VOLUME/lost+found"
}
if volume > /dev/null 2>&1; then can_fill=yes; else can_fill=; fi
cp .env.example "$ENV_FILE"
cat >> "$ENV_FILE" <<'END'
SMARTAI_PUBLIC__URL=http://127.0.0.1:18080
SMARTAI_MAIL__SMTPHOST=mailbox
SMARTAI_MAIL__SMTPPORT=1025
SMARTAI_MAIL__SMTPSECURITY=none
SMARTAI_MAIL__FROM=SmartAI <no-reply@example.org>
END

step "Bringing the platform up"
begun=$SECONDS
scripts/containers.sh up > "$work/up" 2>&1 || {
  cat "$work/up"
  exit 1
}
echo "  up after $((SECONDS - begun)) s"
for service in database server worker proxy mailbox $prometheus; do check "$service is healthy" within 60 healthy "$service"; done
check "migrate has ended well" test "$(docker inspect --format '{{.State.ExitCode}}' "$(run ps -q migrate)")" = 0

step "Looking at what it gives away"
inspect() { docker inspect --format "$2" "$(container "$1")"; }
for service in database server worker proxy mailbox $prometheus; do
  check "$service cannot write to its own files" test "$(inspect "$service" '{{.HostConfig.ReadonlyRootfs}}')" = true
  check "$service has a limit of memory" test "$(inspect "$service" '{{.HostConfig.Memory}}')" -gt 0
done
check "the server is not root" test "$(inspect server '{{.Config.User}}')" = 1654
check "the database is published nowhere" test -z "$(docker port "$(container database)")"
reach='require("net").connect(5432,process.argv[1]).on("connect",()=>process.exit(0)).on("error",()=>process.exit(1)).setTimeout(3000,()=>process.exit(1))'
address=$(inspect database '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}')
check "a container outside cannot reach the database" not docker exec "$(container mailbox)" node -e "$reach" "$address"
check "no secret stands in a container's settings" not grep -qFf <(cat "$SECRETS"/{database_password,master_key,setup_token,metrics_token} | fold -w 64) <(docker inspect "$(container server)" "$(container worker)" "$(container database)")
sees() { curl --silent --max-time 5 --get --data-urlencode "query=$1" http://127.0.0.1:19090/api/v1/query | grep -q "$2"; }
if [ -n "$prometheus" ]; then
  check "Prometheus reads server and worker" within 60 sees 'sum(up{job="smartai"})' '"2"'
  check "... and knows the alerts" grep -q NodeDown <(curl --silent --max-time 5 http://127.0.0.1:19090/api/v1/rules)
  check "without the token nobody reads them" answers 401 "$server/metrics"
fi
check "the image names its parts" docker run --rm --entrypoint dotnet smartai:local --list-runtimes
check "without a database it says what to set" grep -q 'SMARTAI_DATABASE is not set' <(docker run --rm --read-only smartai:local 2>&1)
check "the second start of migrate finds nothing to do" run run --rm migrate

step "Signing in"
token=$(cat "$SECRETS/setup_token")
check "a wrong setup token makes nobody" not post 201 /api/v1/account/setup '{"token":"0000000000000000000000000000000000000000","email":"eve@example.org","displayName":"Eve","password":"unusual kettle volcano 7"}'
check "the first administrator is made" post 201 /api/v1/account/setup "{\"token\":\"$token\",\"email\":\"ada@example.org\",\"displayName\":\"Ada\",\"password\":\"unusual kettle volcano 7\"}"
check "the first administrator signs in" sign_in
check "the page is served" answers 200 "$server/"
check "another host is refused" answers 400 --header 'Host: evil.example.org' "$server/api/v1/session"
check "TLS ends at the proxy" answers 200 --insecure --header 'Host: 127.0.0.1:18080' https://127.0.0.1:18443/health/ready
check "plain http is sent to https" answers 308 http://127.0.0.1:18081/
check "a mail is asked for" post 202 /api/v1/account/password-resets '{"email":"ada@example.org"}'
mail() { curl --silent --max-time 5 http://127.0.0.1:11080/email | grep -q 'ada@example.org'; }
check "the worker sends it and it is in the mailbox" within 30 mail

step "Killing, stopping and cutting off each container"
ready() { answers 200 "$server/health/ready" > /dev/null; }
unready() { answers 503 "$server/health/ready" > /dev/null; }
me() { answers 200 --cookie "$work/cookies" "$server/api/v1/me"; }
check "the server comes back when it is killed" killed server
check "... and serves the same session" within 60 me
check "the worker comes back when it is killed" killed worker
check "... and is healthy" within 60 healthy worker
check "the database comes back when it is killed" killed database
check "... with what was committed" within 60 me
check "the proxy comes back when it is killed" killed proxy
run stop database > /dev/null 2>&1
check "with a stopped database the server is not ready" within 20 unready
check "... but alive" answers 200 "$server/health/live"
check "... and says so at once" post 503 /api/v1/session '{"email":"ada@example.org","password":"unusual kettle volcano 7","rememberMe":false}'
check "... and its container is not restarted for it" test "$(inspect server '{{.State.Running}}')" = true
run start database > /dev/null 2>&1
check "it goes on by itself when the database is back" within 60 ready
docker network disconnect "${COMPOSE_PROJECT_NAME}_inside" "$(container server)"
check "a server that is cut off is not ready" within 30 unready
docker network connect "${COMPOSE_PROJECT_NAME}_inside" "$(container server)"
check "... and goes on by itself" within 60 ready
run restart server > /dev/null 2>&1
check "the proxy finds a restarted server" within 60 answers 200 --insecure --header 'Host: 127.0.0.1:18080' https://127.0.0.1:18443/health/ready

step "Filling the volume"
if [ -n "$can_fill" ]; then
  sign_in > /dev/null
  token=$(grep -oE '"antiforgeryToken":"[^"]+"' "$work/answer" | cut -d '"' -f 4)
  role() { post "$1" /api/v1/roles "{\"name\":\"$2\",\"permissions\":[]}" --cookie "$work/cookies" --header "X-CSRF-Token: $token"; }
  check "a change succeeds before" role 201 Before
  dd if=/dev/zero of="$TEST_VOLUME/filling" bs=1M > /dev/null 2>&1 || true
  large() { post 503 /api/v1/roles "{\"name\":\"Full $RANDOM\",\"description\":\"$(head -c 300 /dev/urandom | base64 -w 0)\",\"permissions\":[]}" --cookie "$work/cookies" --header "X-CSRF-Token: $token"; }
  check "on a full disk a change is refused in order, sooner or later" within 90 large
  check "... and reading goes on" within 30 me
  rm -f "$TEST_VOLUME/filling"
  check "with room again a change succeeds, without a restart by hand" within 90 role 201 "After $RANDOM"
  kept() {
    answers 200 --cookie "$work/cookies" "$server/api/v1/roles?limit=100" && { grep -q '"Before"' "$work/answer" || {
      head -c 400 "$work/answer"
      return 1
    }; }
  }
  check "... and nothing is lost" kept
else
  echo "SKIPPED: a volume was not filled: only root can mount a small one"
fi

step "Taking it down and up again"
run down > /dev/null 2>&1
scripts/containers.sh up > "$work/up" 2>&1 || cat "$work/up"
check "what was there is there again" within 60 sign_in
echo "containers: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
