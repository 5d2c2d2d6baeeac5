#!/usr/bin/env bash
# Stops the server that works on a data folder: its pid stands in the folder, and must belong to a smartai. Of a server that was killed it stops the
# database, which outlived it.
source "$(dirname "$0")/common.sh"

# A number in a file may be somebody else's by now.
is_running() { kill -0 "$1" 2> /dev/null && ps -ww -p "$1" -o args= | grep -qF -- "$2"; }

# stop <pid> <signal> <what it is>
stop() {
  kill "-$2" "$1"
  for _ in $(seq 150); do
    kill -0 "$1" 2> /dev/null || return 0
    sleep 0.2
  done
  echo "The $3 (pid $1) is still draining after 30 seconds." >&2
  return 1
}

pid=$(cat "$1/server.pid" 2> /dev/null || true)
if [ -n "$pid" ] && is_running "$pid" smartai; then
  stop "$pid" TERM server
  echo "Stopped."
  exit 0
fi
rm -f "$1/server.pid"
orphan=$(head -n 1 "$1/postgres/cluster/postmaster.pid" 2> /dev/null || true)
if [ -n "$orphan" ] && is_running "$orphan" "-D $(readlink -f "$1/postgres/cluster")"; then
  stop "$orphan" INT database
  echo "Stopped the database that a killed server had left behind."
  exit 0
fi
echo "No server is running on $1."
