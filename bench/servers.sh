#!/usr/bin/env bash
# Starts what is measured and stops it by its process id. Sourced by run.sh, which sets work (a folder to throw away), smartai and bare (programs).
# shellcheck disable=SC2154
pids=()

free_port() { # one that nobody listens on, below the range that the kernel gives to clients
  local port
  while :; do
    port=$((20000 + RANDOM % 10000))
    (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null || break
  done
  echo "$port"
}

wait_for() { # <address> <pid>
  local _
  for _ in $(seq 600); do
    curl -sf -o /dev/null "$1" && return
    kill -0 "$2" 2> /dev/null || break
    sleep 0.05
  done
  echo "$1 did not become ready:" >&2
  tail -n 20 "$work"/*.log >&2
  exit 1
}

stop() { # <pid>
  kill -TERM "$1" 2> /dev/null || return 0
  wait "$1" 2> /dev/null || true
}

stop_all() {
  local at
  for ((at = ${#pids[@]} - 1; at >= 0; at--)); do stop "${pids[$at]}"; done
  rm -rf "$work"
}

start_platform() { # sets platform and platform_pid
  local port
  port=$(free_port)
  SMARTAI_PORT=$port "$smartai" serve > "$work/platform.log" 2>&1 &
  platform_pid=$!
  pids+=("$platform_pid")
  platform=http://127.0.0.1:$port
  wait_for "$platform/health/ready" "$platform_pid"
}

start_bare() { # sets bare_at and bare_pid; needs connection
  local port
  port=$(free_port)
  BENCH_DATABASE=$connection BENCH_PORT=$port "$bare" > "$work/bare.log" 2>&1 &
  bare_pid=$!
  pids+=("$bare_pid")
  bare_at=http://127.0.0.1:$port
  wait_for "$bare_at/health/live" "$bare_pid"
}

field() { sed -nE "s/.*\"$1\":\"([^\"]*)\".*/\1/p"; } # of a JSON answer

make_token() { # signs in as a browser does, because only a session may make a token; prints the token
  local answer csrf
  answer=$(curl -sS -c "$work/cookies" -H 'Content-Type: application/json' -d "$sign_in" "$platform/api/v1/session")
  csrf=$(field antiforgeryToken <<< "$answer")
  curl -sS -b "$work/cookies" -H "X-CSRF-Token: $csrf" -H 'Content-Type: application/json' \
    -d '{"name":"bench","scopes":["identity.users.read","identity.users.update","identity.roles.update"],"expiresInDays":1}' \
    "$platform/api/v1/me/tokens" | field token
}

ask() { curl -sS -H "Authorization: Bearer $BENCH_TOKEN" "$1"; }

# The most memory that a process has held since the last forget_peak, in MB.
peak_of() { awk '/^VmHWM/ { printf "%d", $2 / 1024 }' "/proc/$1/status"; }
forget_peak() { echo 5 > "/proc/$1/clear_refs" 2> /dev/null || true; }

cold_start() { # milliseconds from exec to ready, against a database that is up and migrated; worker included
  local port begun pid
  port=$(free_port)
  begun=$(date +%s%N)
  SMARTAI_PORT=$port SMARTAI_DATABASE=$connection SMARTAI_SECRETS__MASTER_KEY=$(< "$SMARTAI_DATA/master.key") "$smartai" serve > "$work/cold.log" 2>&1 &
  pid=$!
  pids+=("$pid")
  until curl -sf -o /dev/null "http://127.0.0.1:$port/health/ready"; do
    kill -0 "$pid" || { cat "$work/cold.log" >&2 && exit 1; }
    sleep 0.005
  done
  echo $((($(date +%s%N) - begun) / 1000000))
  stop "$pid"
}
