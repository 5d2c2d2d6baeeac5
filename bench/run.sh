#!/usr/bin/env bash
# Measures the built server beside a bare Kestrel and Npgsql program on the same database, in the same run, as ratios, and writes bench/report.md.
#   bench/run.sh [--short] [--rounds N] [--seconds N] [--people N]
# --short is one round of 3 seconds each without a report, to iterate with.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
rounds=3 seconds=5 people=100000 entries=1000000 short=
while [ $# -gt 0 ]; do
  case $1 in
    --short) rounds=1 seconds=3 entries=0 short=1 && shift ;;
    --rounds) rounds=$2 && shift 2 ;;
    --seconds) seconds=$2 && shift 2 ;;
    --people) people=$2 && shift 2 ;;
    *) echo "Unknown option $1. Options: --short, --rounds N, --seconds N, --people N." >&2 && exit 2 ;;
  esac
done

need() { # <program> <Debian package>
  command -v "$1" > /dev/null && return
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2" > /dev/null
  else
    echo "$1 is not installed: sudo apt-get install $2" >&2 && exit 1
  fi
}
need wrk wrk
need psql postgresql-client
need curl curl

echo "Building" >&2
for project in src/Server bench/Bare; do
  dotnet restore "$root/$project" --locked-mode --verbosity quiet
  dotnet build "$root/$project" --configuration Release --no-restore --verbosity quiet --nologo >&2
done
smartai=$root/src/Server/bin/Release/net10.0/smartai
bare=$root/bench/Bare/bin/Release/net10.0/Bare

work=$(mktemp -d)
# shellcheck source-path=SCRIPTDIR
source "$here/servers.sh"
# shellcheck source-path=SCRIPTDIR
source "$here/measure.sh"
trap stop_all EXIT
trap 'exit 130' INT TERM
chmod 711 "$work" # PostgreSQL runs as an account of its own where this is root
for name in $(compgen -e | grep '^SMARTAI_'); do unset "$name"; done
export SMARTAI_DATA=$work/data SMARTAI_LIMITS__PERADDRESS=100000000 SMARTAI_LIMITS__PERCALLER=100000000
limits="The limits of requests a minute were raised out of the way by SMARTAI_LIMITS__PERADDRESS and SMARTAI_LIMITS__PERCALLER."

echo "Making $people people" >&2
"$smartai" demo --people "$people" > "$work/demo.log"
password=$(head -c 18 /dev/urandom | base64)
"$smartai" users create-admin --email bench@example.org --name Bench <<< "$password" > "$work/admin.log"
sign_in=$(printf '{"email":"bench@example.org","password":"%s","rememberMe":false}' "$password")
start_platform
connection=$(< "$SMARTAI_DATA/postgres/connection")
part() { sed -nE "s/.*$1=([^;]*).*/\1/p" <<< "$connection"; }
PGHOST=127.0.0.1 PGPORT=$(part Port) PGUSER=$(part Username) PGPASSWORD=$(part Password) PGDATABASE=$(part Database)
export PGHOST PGPORT PGUSER PGPASSWORD PGDATABASE
start_bare
BENCH_TOKEN=$(make_token)
BENCH_IDS=$(psql -Atc 'select id from identity.users where is_demo order by id limit 1000' | tr '\n' ' ')
export BENCH_TOKEN BENCH_IDS
# shellcheck source-path=SCRIPTDIR
source "$here/loads.sh"

if [ "$entries" -gt 0 ]; then
  echo "Making $entries audit entries" >&2
  psql -qc "insert into platform.audit_entries (id, occurred_at, face, operation, action, outcome, request_id, salt)
    select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || 'a' || substr(md5(n::text), 4, 15))::uuid,
      at, 'cli', 'bench', 'bench.filled', 'succeeded', md5(n::text), '\\x00' from generate_series(1, $entries) n, lateral (select now() - n * interval '1 second' as at) t" > /dev/null
  psql -qc 'analyze platform.audit_entries' > /dev/null
fi

warm_up
for ((round = 1; round <= rounds; round++)); do loads; done
report=$work/report.md
write_report > "$report"
cat "$report"
[ -n "$short" ] || cp "$report" "$here/report.md"
