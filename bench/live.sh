#!/usr/bin/env bash
# Opens thousands of live streams on one node, tells all of them in one transaction, and writes bench/live.md: how long until the last one knows, and
# what a stream costs in memory.
#   bench/live.sh [--streams N] [--rounds N]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
streams=5000 rounds=5
while [ $# -gt 0 ]; do
  case $1 in
    --streams) streams=$2 && shift 2 ;;
    --rounds) rounds=$2 && shift 2 ;;
    *) echo "Unknown option $1. Options: --streams N, --rounds N." >&2 && exit 2 ;;
  esac
done
ulimit -n $((streams + 2000))

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
export SMARTAI_DATA=$work/data SMARTAI_LIMITS__PERADDRESS=100000000 SMARTAI_LIMITS__PERCALLER=100000000

"$smartai" demo --people $((streams * 2)) > "$work/demo.log"
# shellcheck disable=SC2119
start_platform
connection=$(< "$SMARTAI_DATA/postgres/connection")
part() { sed -nE "s/.*$1=([^;]*).*/\1/p" <<< "$connection"; }
PGHOST=127.0.0.1 PGPORT=$(part Port) PGUSER=$(part Username) PGPASSWORD=$(part Password) PGDATABASE=$(part Database)
export PGHOST PGPORT PGUSER PGPASSWORD PGDATABASE

# A token for each of as many active people, by SQL: over HTTP each would take a sign-in with its password.
psql -qXc "
  insert into identity.access_tokens (id, user_id, name, secret_hash, scopes, created_at, expires_at)
  select gen_random_uuid(), id, 'bench', sha256(convert_to('sai_pat_bench' || row_number() over (), 'utf8')), '{identity.users.read}', now(), now() + interval '1 day'
  from (select id from identity.users where status = 'Active' order by id limit $streams) people"

# shellcheck disable=SC2154
node "$here/live.mjs" "$platform" "$platform_pid" "$streams" "$rounds" | tee "$here/live.md"
