#!/usr/bin/env bash
# Run by the image once, on an empty volume: the platform's own account, which owns its one database and nothing else.
set -euo pipefail
# Read by psql itself, so that the password stands in no argument and no log.
psql --set=ON_ERROR_STOP=1 --no-psqlrc --username "$POSTGRES_USER" --dbname postgres <<'SQL'
\set password `cat /run/secrets/database_password`
create role smartai login password :'password';
create database smartai owner smartai;
revoke connect on database smartai from public;
SQL
