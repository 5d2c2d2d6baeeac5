#!/usr/bin/env bash
# Asks the questions of the set on an installation of its own and writes bench/knowledge.md: how often the right place is among the first five.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
dotnet build "$root/src/Server" --configuration Release --verbosity quiet --nologo >&2
# shellcheck disable=SC2034
smartai=$root/src/Server/bin/Release/net10.0/smartai
work=$(mktemp -d)
# shellcheck source-path=SCRIPTDIR
source "$here/servers.sh"
trap stop_all EXIT
trap 'exit 130' INT TERM
chmod 711 "$work" # PostgreSQL runs as an account of its own where this is root
for name in $(compgen -e | grep '^SMARTAI_'); do unset "$name"; done
export SMARTAI_DATA=$work/data
"$smartai" demo --people 10 > "$work/demo.log"
# shellcheck disable=SC2119
start_platform
connection=$(< "$SMARTAI_DATA/postgres/connection")
part() { sed -nE "s/.*$1=([^;]*).*/\1/p" <<< "$connection"; }
PGHOST=127.0.0.1 PGPORT=$(part Port) PGUSER=$(part Username) PGPASSWORD=$(part Password) PGDATABASE=$(part Database)
export PGHOST PGPORT PGUSER PGPASSWORD PGDATABASE
psql -qXc "
  insert into identity.access_tokens (id, user_id, name, secret_hash, scopes, created_at, expires_at)
  select gen_random_uuid(), id, 'bench', sha256(convert_to('sai_pat_bench', 'utf8')), '{identity.users.read}', now(), now() + interval '1 day'
  from identity.users where status = 'Active' order by id limit 1"
# The index is made a moment after the start.
until [ "$(psql -qXAtc 'select count(*) from assistant.knowledge_sources')" = 1 ]; do sleep 0.2; done
# shellcheck disable=SC2154
node "$here/knowledge.mjs" "$platform" sai_pat_bench \
  "$root"/tests/Assistant.Tests/Knowledge/{questions,fresh-questions,working-questions}.json | tee "$here/knowledge.md"
