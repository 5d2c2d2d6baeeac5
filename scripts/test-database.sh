#!/usr/bin/env bash
# Starts a PostgreSQL of one major version for make test: scripts/test-database.sh 18. It writes nothing through: what it holds is worth nothing after.
source "$(dirname "$0")/common.sh"
need docker "Install it, or name a server of your own in SMARTAI_TEST_DATABASE."
docker run --detach --rm --name "smartai-test-database-$1" --publish 127.0.0.1:15432:5432 --env POSTGRES_PASSWORD=only-for-this-run \
  "postgres:$1-bookworm" -c max_connections=500 -c fsync=off -c synchronous_commit=off -c full_page_writes=off > /dev/null
for _ in $(seq 60); do
  # Over the network: while the image sets itself up, PostgreSQL answers on its socket only.
  docker exec "smartai-test-database-$1" pg_isready --quiet --host=127.0.0.1 && exit 0
  sleep 1
done
docker logs --tail 20 "smartai-test-database-$1"
exit 1
