#!/usr/bin/env bash
# Starts a PostgreSQL of one major version for make test and prints its connection string: scripts/test-database.sh 18. It writes nothing through: what
# it holds is worth nothing after. From the image where a Docker engine answers; elsewhere from this machine's own packages or npm's, whose
# programs the tests' helper starts, and which "scripts/test-database.sh stop" ends.
source "$(dirname "$0")/common.sh"
major=${1:?a major version, or stop}
folder=.build/test-database
if [ "$major" = stop ]; then
  docker ps --quiet --filter name=smartai-test-database 2> /dev/null | xargs -r docker stop > /dev/null
  [ -s "$folder/pid" ] && kill -TERM "$(cat "$folder/pid")" 2> /dev/null
  rm -rf "$folder"
  exit 0
fi

if command -v docker > /dev/null && docker info > /dev/null 2>&1; then
  docker run --detach --rm --name "smartai-test-database-$major" --publish 127.0.0.1:15432:5432 --env POSTGRES_PASSWORD=only-for-this-run \
    "postgres:$major-bookworm" -c max_connections=500 -c fsync=off -c synchronous_commit=off -c full_page_writes=off > /dev/null
  for _ in $(seq 60); do
    # Over the network: while the image sets itself up, PostgreSQL answers on its socket only.
    docker exec "smartai-test-database-$major" pg_isready --quiet --host=127.0.0.1 && break
    sleep 1
  done
  docker exec "smartai-test-database-$major" pg_isready --quiet --host=127.0.0.1 || {
    docker logs --tail 20 "smartai-test-database-$major"
    exit 1
  }
  echo "Host=127.0.0.1;Port=15432;Username=postgres;Password=only-for-this-run"
  exit 0
fi

program=tests/Testing/bin/Release/net10.0/SmartAI.Testing.dll
[ -f "$program" ] || {
  echo "No Docker engine answers, and $program is not built: dotnet build tests/Testing --configuration Release" >&2
  exit 1
}
rm -rf "$folder" && mkdir -p "$folder"
setsid dotnet "$program" database "$folder/connection" "$major" > "$folder/log" 2>&1 < /dev/null &
echo $! > "$folder/pid"
for _ in $(seq 300); do
  [ -s "$folder/connection" ] && cat "$folder/connection" && exit 0
  kill -0 "$(cat "$folder/pid")" 2> /dev/null || break
  sleep 0.1
done
echo "PostgreSQL $major did not start:" >&2
tail -n 5 "$folder/log" >&2
exit 1
