#!/usr/bin/env bash
# Stops the server that works on a data folder: its pid stands in the folder, and must belong to a smartai.
source "$(dirname "$0")/common.sh"
file="$1/server.pid"
[ -f "$file" ] || {
  echo "No server is running on $1."
  exit 0
}
pid=$(cat "$file")
if ! kill -0 "$pid" 2> /dev/null || ! ps -p "$pid" -o args= | grep -q smartai; then
  rm -f "$file"
  echo "No server is running on $1."
  exit 0
fi
kill -TERM "$pid"
for _ in $(seq 150); do
  kill -0 "$pid" 2> /dev/null || {
    echo "Stopped."
    exit 0
  }
  sleep 0.2
done
echo "The server (pid $pid) is still draining after 30 seconds." >&2
exit 1
