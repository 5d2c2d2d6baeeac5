#!/usr/bin/env bash
# Measures the MCP server: a tool that reads beside the same operation over REST that leaves the same line in the trail, and tools/list with the real
# catalogue and with 500 tools. Writes bench/mcp.md.
#   bench/mcp.sh [--short] [--rounds N] [--seconds N]
# --short is one round of 3 seconds each without a report, to iterate with.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
rounds=5 seconds=4 short=
while [ $# -gt 0 ]; do
  case $1 in
    --short) rounds=1 seconds=3 short=1 && shift ;;
    --rounds) rounds=$2 && shift 2 ;;
    --seconds) seconds=$2 && shift 2 ;;
    *) echo "Unknown option $1. Options: --short, --rounds N, --seconds N." >&2 && exit 2 ;;
  esac
done

dotnet restore "$here/Mcp" --locked-mode --verbosity quiet
dotnet build "$here/Mcp" --configuration Release --no-restore --verbosity quiet --nologo >&2
program=$here/Mcp/bin/Release/net10.0
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

"$program/smartai" demo --people 10000 > "$work/demo.log"
password=$(head -c 18 /dev/urandom | base64)
"$program/smartai" users create-admin --email bench@example.org --name Bench <<< "$password" > "$work/admin.log"
sign_in=$(printf '{"email":"bench@example.org","password":"%s","rememberMe":false}' "$password")

# The first brings the database, the second has more tools.
smartai=$program/SmartAI.Bench.Mcp
start_platform
real=$platform real_pid=$platform_pid
connection=$(< "$SMARTAI_DATA/postgres/connection")
BENCH_TOKEN=$(make_token)
part() { sed -nE "s/.*$1=([^;]*).*/\1/p" <<< "$connection"; }
BENCH_IDS=$(PGHOST=127.0.0.1 PGPORT=$(part Port) PGUSER=$(part Username) PGPASSWORD=$(part Password) PGDATABASE=$(part Database) \
  psql -Atc 'select id from identity.users where is_demo order by id limit 1000' | tr '\n' ' ')
export BENCH_TOKEN BENCH_IDS

list='{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}'
get='{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"identity_users_get","arguments":{"id":"{id}"}}}'
page='{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"identity_users_list","arguments":{"status":["active"],"limit":50}}}'
mcp() { curl -sS -H "Authorization: Bearer $BENCH_TOKEN" -H 'Content-Type: application/json' -H 'Accept: application/json, text/event-stream' -d "$2" "$1/mcp"; }
tools_of() { # over all pages: how many, and how many bytes they take
  local body cursor=''
  while :; do
    body=$(mcp "$1" "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{${cursor:+\"cursor\":\"$cursor\"}}}")
    printf '%s %s\n' "$(grep -o '"inputSchema"' <<< "$body" | wc -l)" "${#body}"
    cursor=$(field nextCursor <<< "$body")
    [ -n "$cursor" ] || break
  done | awk '{ tools += $1; bytes += $2; pages++ } END { print tools, bytes, pages }'
}
read -r real_tools real_bytes _ <<< "$(tools_of "$real")"
SMARTAI_DATABASE=$connection SMARTAI_SECRETS__MASTER_KEY=$(< "$SMARTAI_DATA/master.key") BENCH_TOOLS=$((500 - real_tools)) start_platform
many=$platform many_pid=$platform_pid
read -r many_tools many_bytes many_pages <<< "$(tools_of "$many")"
mcp "$real" "$page" | grep -q '"isError":false\|"structuredContent"' || { echo "The tool fails: $(mcp "$real" "$page")" >&2 && exit 1; }

call() { # <what> <connections> <tool's body> <path>: over MCP and over REST, who goes first alternates
  if ((round % 2)); then
    measure "$1" "$2" platform "$real_pid" "$real" POST /mcp "$3"
    BENCH_AUDITED=1 measure "$1" "$2" bare "$real_pid" "$real" GET "$4"
  else
    BENCH_AUDITED=1 measure "$1" "$2" bare "$real_pid" "$real" GET "$4"
    measure "$1" "$2" platform "$real_pid" "$real" POST /mcp "$3"
  fi
}
loads() {
  call 'one person' 16 "$get" '/api/v1/users/{id}'
  call '50 people' 16 "$page" '/api/v1/users?status=active&limit=50'
  measure 'tools/list, real' 16 platform "$real_pid" "$real" POST /mcp "$list"
  measure 'tools/list, 500' 16 platform "$many_pid" "$many" POST /mcp "$list"
}

round=0
for _ in 1 2 3; do loads; done # until the runtime has compiled what is hot
rm "$work/figures"
for ((round = 1; round <= rounds; round++)); do loads; done

median_of() { awk -F '\t' -v what="$1" -v side="$2" -v column="$3" '$1 == what && $4 == side { print $column }' "$work/figures" | spread_of; }
ratio_of() { # of the two sides of a load, round by round
  awk -F '\t' -v what="$1" '$1 == what { rate[$4, $3] = $5; if ($3 > n) n = $3 }
    END { for (r = 1; r <= n; r++) print rate["platform", r], rate["bare", r] }' "$work/figures" | quotient
}
# Time for each tool of a page with 200 of 500, to that with the whole real catalogue.
each_tool() {
  awk -F '\t' -v real="$real_tools" -v page="$((many_tools < 200 ? many_tools : 200))" '
    $1 == "tools/list, real" { a[$3] = $5 } $1 == "tools/list, 500" { b[$3] = $5 }
    END { for (r in a) print a[r] * real, b[r] * page }' "$work/figures" | quotient
}
{
  echo "# The MCP server"
  echo
  echo "Written by \`bench/mcp.sh\`, commit $(git -C "$root" rev-parse --short HEAD), $(nproc) cores shared by wrk, server and database, 16 connections, 10,000 people."
  echo "$rounds rounds of $seconds s each after three that were thrown away, sides in alternating order; median (smallest to largest); ratios within a round."
  echo
  echo "| what | MCP, requests/s | REST, requests/s | ratio | reach |"
  echo "| --- | --- | --- | --- | --- |"
  for what in 'one person' '50 people'; do
    echo "| $what, each with its line in the trail | $(median_of "$what" platform 5) | $(median_of "$what" bare 5) | $(ratio_of "$what") | 0.6 |"
  done
  echo
  echo "| what | figure |"
  echo "| --- | --- |"
  echo "| \`tools/list\`, real catalogue: $real_tools tools, $((real_bytes / 1024)) KB, requests/s | $(median_of 'tools/list, real' platform 5) |"
  echo "| \`tools/list\`, first page of 200 out of $many_tools tools in $many_pages pages, $((many_bytes / 1024)) KB in all, requests/s | $(median_of 'tools/list, 500' platform 5) |"
  echo "| the same, p50 ms | $(median_of 'tools/list, 500' platform 6) |"
  echo "| time for each tool, page of 200 to real catalogue | $(each_tool) |"
} > "$work/mcp.md"
cat "$work/mcp.md"
[ -n "$short" ] || cp "$work/mcp.md" "$here/mcp.md"
