#!/usr/bin/env bash
# The second image, the one with pg_dump, under Compose beside a database of its major version: backups by verb and by job, a proof, a restore after a
# loss, and what the image without pg_dump says. Needs what scripts/containers-test.sh needs.
#   POSTGRES=15 scripts/backup-image-test.sh
source "$(dirname "$0")/common.sh"
PATH=/usr/bin:$PATH
source scripts/checks.sh
major=${POSTGRES:-15}
need_docker "the backup image was not tested"
for image in mcr.microsoft.com/dotnet/aspnet:10.0 "postgres:$major-bookworm"; do need_image "the backup image was not tested" "$image"; done
docker run --rm --entrypoint "/usr/lib/postgresql/$major/bin/pg_dump" "postgres:$major-bookworm" --version > /dev/null 2>&1 ||
  skip "the backup image was not tested: postgres:$major-bookworm of this machine has no pg_dump of its version"

work=$(mktemp -d)
export COMPOSE_PROJECT_NAME=smartai-backup PROFILES=backup SECRETS="$work/secrets" ENV_FILE="$work/env" SERVER_PUBLISH=127.0.0.1:18380
export BACKUP_POSTGRES=$major DATABASE_IMAGE="postgres:$major-bookworm" DATABASE_VOLUME_AT=/var/lib/postgresql
[ "$major" -ge 18 ] || DATABASE_VOLUME_AT=/var/lib/postgresql/data
server=http://127.0.0.1:18380
finish() {
  [ "$failed" -eq 0 ] || run logs --tail=40 2>&1 | cut -c 1-300 || true
  run down --volumes --remove-orphans > /dev/null 2>&1 || true
  rm -rf "$work" smartai.dump
}
trap finish EXIT
cp .env.example "$ENV_FILE"
printf 'SMARTAI_PUBLIC__URL=%s\nSMARTAI_BACKUP__TO=/kept/backups\n' "$server" >> "$ENV_FILE"

step "Bringing the platform up with PostgreSQL $major and the profile backup"
scripts/containers.sh up > "$work/up" 2>&1 || {
  cat "$work/up"
  exit 1
}
for service in database server worker backup; do check "$service is healthy" within 90 healthy "$service"; done
inspect() { docker inspect --format "$2" "$(run ps -q "$1")"; }
check "the backup image is not root" test "$(inspect backup '{{.Config.User}}')" = 1654
check "it cannot write to its own files" test "$(inspect backup '{{.HostConfig.ReadonlyRootfs}}')" = true
check "it keeps no volume of PostgreSQL's" test "$(inspect backup '{{range .Mounts}}{{.Destination}} {{end}}' | tr ' ' '\n' | grep -c postgresql)" = 0
check "it has pg_dump of $major" run exec -T backup "/usr/lib/postgresql/$major/bin/pg_dump" --version
check "the worker leaves backups to it" grep -q 'all queues but backups' <(run logs worker)

# A command of the operators' page, as it stands there.
documented() { # <how its line ends>
  local line
  line=$(grep -E -- "^(PROFILES=backup )?scripts/containers.sh .*$1\$" docs/operators/containers.md)
  [ "$(wc -l <<< "$line")" = 1 ] && bash -euo pipefail -c "$line"
}

step "Backing up and proving"
verb() { run exec -T backup dotnet /app/smartai.dll "$@"; }
check "the image without pg_dump refuses and names the package" refused "apt-get install postgresql-client-$major" run exec -T worker dotnet /app/smartai.dll backup
check "an account that may not create databases is told so" refused "may not create databases" eval 'verb backup && verb restore --verify'
psql() { run exec -T database psql --username postgres --set ON_ERROR_STOP=1 --quiet --command "$1"; }
check "it is allowed to, as the page says" documented "alter role smartai createdb'"
check "a backup is made and read back" grep -q 'made and read back' <(documented ' backup dotnet smartai.dll backup')
check "... and proven by restoring it" grep -q 'can be restored' <(verb restore --verify)
check "... which the list tells" grep -q 'restore proven' <(documented 'backup list')

step "As the page does it"
call() { curl --silent --max-time 30 --header 'Content-Type: application/json' --cookie "$work/cookies" --cookie-jar "$work/cookies" "$@"; }
token=$(cat "$SECRETS/setup_token")
person='"email":"ada@example.org","password":"unusual kettle volcano 7"'
check "the first administrator is made" call --fail --data "{\"token\":\"$token\",\"displayName\":\"Ada\",$person}" "$server/api/v1/account/setup"
# As another browser: one that is signed in already would have to send its antiforgery token.
sign_in() { rm -f "$work/cookies" && call --fail --data "{$person,\"rememberMe\":false}" "$server/api/v1/session"; }
check "the first administrator signs in" sign_in
csrf=$(sed -nE 's/.*"antiforgeryToken":"([^"]+)".*/\1/p' "$work/said")
check "Back up now is taken" call --fail --header "X-CSRF-Token: $csrf" --data '{}' "$server/api/v1/backups"
made() { call "$server/api/v1/backups" | grep -qE '"lastMake":\{[^}]*"state":"done"'; }
check "... and done by the service backup" within 90 made

step "Losing the database"
check "a backup of the present is made" grep -q 'made and read back' <(verb backup)
run stop server worker backup > /dev/null 2>&1
check "the rows are gone" psql 'drop database smartai'
check "an empty database takes its place" psql 'create database smartai owner smartai'
check "the newest backup is restored" grep -q 'is restored' <(documented 'backup restore')
scripts/containers.sh up > "$work/up" 2>&1 || cat "$work/up"
check "the administrator signs in again" within 60 sign_in
check "the database is dumped, as before a major version" documented 'smartai > smartai.dump'
check "... whole" grep -q 'PostgreSQL database dump complete' <(docker run --rm --volume "$PWD/smartai.dump:/dump:ro" --entrypoint pg_restore "$DATABASE_IMAGE" --file=- /dump)
if [ "$major" -lt 18 ] && docker image inspect postgres:18-bookworm > /dev/null 2>&1; then
  step "Starting another major version on the volume"
  run stop database > /dev/null 2>&1
  newer() { docker run --rm --volume "${COMPOSE_PROJECT_NAME}_database:/old" --env PGDATA=/old postgres:18-bookworm; }
  check "it refuses and names the version of the volume" refused "initialized by PostgreSQL version $major" newer
  run start database > /dev/null 2>&1
  check "... and has damaged nothing" within 60 sign_in
fi
echo "backup image on PostgreSQL $major: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
