#!/usr/bin/env bash
# Measures what the assistant adds to a model's answer: a stand-in is asked directly and through the platform, alone and by hundreds at once. Writes
# bench/assistant.md; the MCP server has its own, bench/mcp.sh.
#   bench/assistant.sh [--short] [--rounds N] [--streams N]
# --short is one round and 50 streams without a report, to iterate with.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
rounds=5 streams=500 short=
while [ $# -gt 0 ]; do
  case $1 in
    --short) rounds=1 streams=50 short=1 && shift ;;
    --rounds) rounds=$2 && shift 2 ;;
    --streams) streams=$2 && shift 2 ;;
    *) echo "Unknown option $1. Options: --short, --rounds N, --streams N." >&2 && exit 2 ;;
  esac
done
ulimit -n $((streams * 4 + 2000))

dotnet restore "$here/Mcp" --locked-mode --verbosity quiet
dotnet build "$here/Mcp" --configuration Release --no-restore --verbosity quiet --nologo >&2
program=$here/Mcp/bin/Release/net10.0
work=$(mktemp -d)
# shellcheck source-path=SCRIPTDIR
source "$here/servers.sh"
trap stop_all EXIT
trap 'exit 130' INT TERM
chmod 711 "$work" # PostgreSQL runs as an account of its own where this is root
for name in $(compgen -e | grep '^SMARTAI_'); do unset "$name"; done
export SMARTAI_DATA=$work/data SMARTAI_LIMITS__PERADDRESS=100000000 SMARTAI_LIMITS__PERCALLER=100000000
export SMARTAI_ASSISTANT__ALLOWEDNETWORKS=127.0.0.1

"$program/smartai" demo --people $((streams * 2)) > "$work/demo.log"
password=$(head -c 18 /dev/urandom | base64)
"$program/smartai" users create-admin --email bench@example.org --name Bench <<< "$password" > "$work/admin.log"
model_port=$(free_port)
node "$here/assistant.mjs" model "$model_port" &
pids+=("$!")

smartai=$program/SmartAI.Bench.Mcp
start_platform
connection=$(< "$SMARTAI_DATA/postgres/connection")
part() { sed -nE "s/.*$1=([^;]*).*/\1/p" <<< "$connection"; }
sql() { PGHOST=127.0.0.1 PGPORT=$(part Port) PGUSER=$(part Username) PGPASSWORD=$(part Password) PGDATABASE=$(part Database) psql -qXAtc "$1"; }
# A token for each of as many active people, by SQL: over HTTP each would take a sign-in with its password.
sql "
  insert into identity.access_tokens (id, user_id, name, secret_hash, scopes, created_at, expires_at)
  select gen_random_uuid(), id, 'bench', sha256(convert_to('sai_pat_bench' || row_number() over (), 'utf8')),
    '{identity.users.read,assistant.providers.manage}', now(), now() + interval '1 day'
  from (select id from identity.users where status = 'Active' order by email = 'bench@example.org' desc, id limit $streams) people"
curl -sSf -o /dev/null -H 'Authorization: Bearer sai_pat_bench1' -H 'Content-Type: application/json' \
  -d "{\"name\":\"stand-in\",\"kind\":\"openAi\",\"url\":\"http://127.0.0.1:$model_port/v1\",\"model\":\"m\"}" "$platform/api/v1/assistant/providers"
{
  echo "# The assistant"
  echo
  echo "Written by \`bench/assistant.sh\`, commit $(git -C "$root" rev-parse --short HEAD), $(nproc) cores shared by stand-in, client, server and database. The stand-in answers at"
  echo "once, so that all but its own time is the platform's: signing in, keeping the question, claiming the answer, its person's rights, tools and"
  echo "instructions, keeping each piece and telling it to the reader. Figures of \`tools/list\` and \`tools/call\` are in [mcp.md](mcp.md)."
  echo
  node "$here/assistant.mjs" "$platform" "http://127.0.0.1:$model_port" "$platform_pid" "$rounds" "$streams" || touch "$work/missed"
  # Another catalogue, alone too: a node answers what was asked on any.
  stop "$platform_pid"
  BENCH_TOOLS=430 start_platform
  echo
  echo "| what | directly | through the platform | overhead | reach |"
  echo "| --- | --- | --- | --- | --- |"
  node "$here/assistant.mjs" "$platform" "http://127.0.0.1:$model_port" "$platform_pid" "$rounds" 0
} > "$work/assistant.md"
cat "$work/assistant.md"
[ -n "$short" ] || cp "$work/assistant.md" "$here/assistant.md"
[ ! -e "$work/missed" ]
