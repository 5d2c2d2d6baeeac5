#!/usr/bin/env bash
# What is asked of both sides, and how it is told. Sourced by run.sh once both are up.
# shellcheck disable=SC2154
change='{"name":"bench {n}","description":"","permissions":[]}'
list="/api/v1/users?status=active&limit=50"
bare_list="/people?status=Active"
# The second page: what a keyset page costs, cursor in and cursor out.
page="$list&cursor=$(ask "$platform$list" | field next)"
bare_page="$bare_list&cursor=$(ask "$bare_at$bare_list" | field next)"

reads() { # <connections>
  both 'health/live' "$1" GET /health/live '' /health/live ''
  both 'list of people' "$1" GET "$page" '' "$bare_page" ''
  both 'one person' "$1" GET '/api/v1/users/{id}' '' '/people/{id}' ''
}

loads() {
  local connections
  for connections in 64 1000; do
    reads "$connections"
    both 'a change: make a role' "$connections" POST /api/v1/roles "$change" /change "$change"
  done
  both 'a change: rename a person' 64 'PATCH POST' '/api/v1/users/{id}' '{"displayName":"bench {n}"}' /change "$change"
  BENCH_TOKEN='' measure 'sign-in' 64 platform "$platform_pid" "$platform" POST /api/v1/session "$sign_in"
  measure 'one person, calm' 64 platform "$platform_pid" "$platform" GET '/api/v1/users/{id}'
  BENCH_TOKEN='' wrk -t1 -c32 -d$((seconds + 2))s -s "$here/load.lua" "$platform" -- POST /api/v1/session "$sign_in" > /dev/null < /dev/null &
  local storm=$!
  pids+=("$storm")
  sleep 1
  measure 'one person, 32 clients signing in' 64 platform "$platform_pid" "$platform" GET '/api/v1/users/{id}'
  wait "$storm"
}

# Until the runtime has compiled what is hot: on a saturated machine it stays with slow, instrumented code for half a minute (seen with perf). The
# figures of this are thrown away.
warm_up() {
  local seconds=10
  round=0
  echo "Warming up" >&2
  for _ in 1 2; do
    measure 'list of people' 8 platform "$platform_pid" "$platform" GET "$page"
    measure 'one person' 8 platform "$platform_pid" "$platform" GET '/api/v1/users/{id}'
    measure 'a change' 8 platform "$platform_pid" "$platform" POST /api/v1/roles "$change"
  done
  seconds=4
  reads 64
  both 'a change' 64 POST /api/v1/roles "$change" /change "$change"
  rm "$work/figures"
}

export_csv() { ask "$platform/api/v1/users?format=csv"; }
export_psql() {
  psql -c "\\copy (select u.id, u.email, u.display_name, u.status, u.roles, u.created_at, a.last_seen_at from identity.users u
    left join identity.user_activity a on a.user_id = u.id order by u.created_at desc, u.id desc) to stdout csv header" | cat
}

late_page() { # the list's address after most of the people: 200 at a time
  local next='' _
  for _ in $(seq $((people / 250))); do
    next=$(ask "$platform$list${next:+&cursor=$next}" | field next)
  done
  echo "$list&cursor=$next"
}

write_report() {
  local _ exports='' colds=''
  for _ in $(seq "$rounds"); do exports+="$(milliseconds export_csv) $(milliseconds export_psql)"$'\n'; done
  for _ in $(seq $((rounds + 2))); do colds+="$(cold_start)"$'\n'; done
  list=${list/limit=50/limit=200}
  local late
  late=$(late_page)
  late=${late/limit=200/limit=50}
  for ((round = 1; round <= rounds; round++)); do
    measure 'page 1' 64 platform "$platform_pid" "$platform" GET "${list/limit=200/limit=50}"
    measure 'late page' 64 platform "$platform_pid" "$platform" GET "$late"
  done
  echo "# What was measured"
  echo
  echo "Commit $(git -C "$root" rev-parse --short HEAD), $(nproc) cores shared by wrk, server and database, $people people, $entries audit entries made beforehand."
  echo "$rounds rounds of $seconds s each, sides in alternating order; medians; a ratio is of the two sides in one round: median (smallest to largest)."
  echo "$limits Written by \`make bench\`."
  echo
  table
  echo
  echo '| what | figure | reach |'
  echo '| --- | --- | --- |'
  echo "| p99 of others while 32 clients sign in, to calm | $(within 7 'one person, 32 clients signing in' 'one person, calm') | 1.5 |"
  echo "| late page to page 1, requests/s | $(within 5 'late page' 'page 1') | 1 |"
  echo "| export of all people as CSV, ms | $(cut -d ' ' -f 1 <<< "${exports%$'\n'}" | spread_of) | |"
  echo "| the same to \`psql \\copy\` of the query, time | $(quotient <<< "${exports%$'\n'}") | 3 |"
  echo "| cold start to ready, database up and migrated, ms | $(spread_of <<< "${colds%$'\n'}") | 1000 |"
  echo
  echo "The change that is repeated is \`POST /api/v1/roles\` with a new name each time: a row, its audit entry, one commit; bare commits one INSERT. Renaming a"
  echo "person beside it also takes the lock that keeps the last administrator, and tells every node by NOTIFY: such changes wait for each other by design."
}
