#!/usr/bin/env bash
# Measures durable jobs with one producer and one worker process on an embedded database, and writes bench/jobs.md: enqueue, drain, idle start, idle load.
#   bench/jobs.sh [--rounds N]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
rounds=5
while [ $# -gt 0 ]; do
  case $1 in
    --rounds) rounds=$2 && shift 2 ;;
    *) echo "Unknown option $1. Options: --rounds N." >&2 && exit 2 ;;
  esac
done

dotnet restore "$here/Jobs" --locked-mode --verbosity quiet
dotnet build "$here/Jobs" --configuration Release --no-restore --verbosity quiet --nologo >&2
smartai=$here/Jobs/bin/Release/net10.0/smartai
jobs=$here/Jobs/bin/Release/net10.0/SmartAI.Bench.Jobs
work=$(mktemp -d)
# shellcheck source-path=SCRIPTDIR
source "$here/servers.sh"
trap stop_all EXIT
trap 'exit 130' INT TERM
chmod 711 "$work" # PostgreSQL runs as an account of its own where this is root
for name in $(compgen -e | grep '^SMARTAI_'); do unset "$name"; done
export SMARTAI_DATA=$work/data

# The server is there for its database only; what it costs to be up is in the figures.
SMARTAI_JOBS__INSERVE=false start_platform
SMARTAI_DATABASE=$(< "$SMARTAI_DATA/postgres/connection") SMARTAI_SECRETS__MASTER_KEY=$(< "$SMARTAI_DATA/master.key")
export SMARTAI_DATABASE SMARTAI_SECRETS__MASTER_KEY
{
  echo "# Durable jobs"
  echo
  echo "Written by \`bench/jobs.sh\`, commit $(git -C "$root" rev-parse --short HEAD), $(nproc) cores shared by producer, worker and database, which writes through to the disk."
  "$jobs" measure "$rounds"
} > "$work/jobs.md"
cat "$work/jobs.md"
cp "$work/jobs.md" "$here/jobs.md"
