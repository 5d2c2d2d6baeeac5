#!/usr/bin/env bash
# Runs every test and writes the sum to .build/counts. One PostgreSQL serves all C# test programs; each test class works on its own clone.
source "$(dirname "$0")/common.sh"
configuration=Release
# The full forms (make test-long); a number that is set already stays.
if [ -n "${SMARTAI_TEST_LONG:-}" ]; then
  export SMARTAI_TEST_JOBS=${SMARTAI_TEST_JOBS:-100000} SMARTAI_TEST_FUZZ=${SMARTAI_TEST_FUZZ:-100000}
  export SMARTAI_TEST_STREAMS=${SMARTAI_TEST_STREAMS:-1000}
fi
passed=0 failed=0 skipped=0
mkdir -p .build/test
rm -f .build/counts .build/test/*

# <program> <Debian packages> <what needs it> <how to get it elsewhere>
ensure() {
  command -v "$1" > /dev/null && return
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    step "Installing $2 for $3"
    # shellcheck disable=SC2086 # one word for each package
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $2 > /dev/null
  else
    echo "$1 is missing, and $3 need it. Install it (Debian: sudo apt-get install $2; macOS: $4), then run make test again." >&2
    exit 1
  fi
}
ensure "${SMARTAI_TEST_CHROMIUM:-chromium}" chromium "the end-to-end tests" "brew install --cask chromium, or name another in SMARTAI_TEST_CHROMIUM"
ensure pg_dump postgresql-client "the tests of backups" "brew install libpq"
ensure swift-proxy-server "swift-proxy swift-account swift-container swift-object memcached" "the tests of object storage" "run them in a container"
command -v pgbouncer > /dev/null || [ -x /usr/sbin/pgbouncer ] || ensure pgbouncer pgbouncer "the tests of pooled connections" "brew install pgbouncer"
for program in git pre-commit yamllint shellcheck; do ensure "$program" "$program" "the tests of the commit hooks" "brew install $program"; done

step "Building the tests"
twice dotnet restore SmartAI.slnx --locked-mode --verbosity quiet
dotnet build SmartAI.slnx --configuration $configuration --no-restore --verbosity quiet --nologo
[ -d tests/Mcp.Tests/tools/node_modules ] || twice npm --prefix tests/Mcp.Tests/tools ci --no-audit --no-fund --loglevel=error > /dev/null
[ -d tests/tools/node_modules ] || twice npm --prefix tests/tools ci --no-audit --no-fund --loglevel=error > /dev/null

# One that is named already is used as it is: a pipeline runs the same tests on several versions.
if [ -z "${SMARTAI_TEST_DATABASE:-}" ]; then
  step "Starting PostgreSQL for the tests"
  dotnet "tests/Testing/bin/$configuration/net10.0/SmartAI.Testing.dll" database .build/test/connection > .build/test/database.log 2>&1 &
  database=$!
  finish() {
    kill -TERM "$database" 2> /dev/null || return 0
    # A run whose tests have passed must not hang on the way out.
    for _ in $(seq 300); do
      kill -0 "$database" 2> /dev/null || return 0
      sleep 0.1
    done
    echo "The database for the tests did not stop on its own." >&2
    kill -KILL "$database" 2> /dev/null || true
  }
  trap finish EXIT
  for _ in $(seq 300); do
    [ -s .build/test/connection ] && break
    kill -0 "$database" 2> /dev/null || break
    sleep 0.1
  done
  [ -s .build/test/connection ] || {
    echo "The database for the tests did not start:" >&2
    cat .build/test/database.log >&2
    exit 1
  }
  SMARTAI_TEST_DATABASE="$(cat .build/test/connection)"
  export SMARTAI_TEST_DATABASE
fi

number() { grep -E '^ *SmartAI\..*Total: ' "$2" | tail -n 1 | grep -oE "$1: [0-9]+" | grep -oE '[0-9]+' || echo 0; }

run_csharp() {
  local name log code=0
  name=$(basename "$1" .csproj)
  log=".build/test/$name.log"
  dotnet "${1%/*}/bin/$configuration/net10.0/SmartAI.$name.dll" -noColor -noLogo > "$log" 2>&1 || code=$?
  local ok bad not
  bad=$(($(number Failed "$log") + $(number Errors "$log"))) not=$(number Skipped "$log")
  ok=$(($(number Total "$log") - bad - not))
  if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
  printf '  %-22s %5d passed %3d failed %3d skipped  %s\n' "$name" "$ok" "$bad" "$not" "$(grep -oE 'Time: [0-9.]+s' "$log" | tail -n 1)"
  [ "$bad" -eq 0 ] || cut -c 1-300 "$log" | head -n 150
  passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + not))
}

run_web() {
  local log=.build/test/web.log code=0
  npm --prefix web run --silent test -- --reporter=default --no-color > "$log" 2>&1 || code=$?
  local line ok bad not
  line=$(grep -E '^ *Tests ' "$log" | tail -n 1 || true)
  ok=$(grep -oE '[0-9]+ passed' <<< "$line" | grep -oE '[0-9]+' || echo 0)
  bad=$(grep -oE '[0-9]+ failed' <<< "$line" | grep -oE '[0-9]+' || echo 0)
  not=$(grep -oE '[0-9]+ skipped' <<< "$line" | grep -oE '[0-9]+' || echo 0)
  if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
  printf '  %-22s %5d passed %3d failed %3d skipped\n' web "$ok" "$bad" "$not"
  [ "$bad" -eq 0 ] || tail -n 80 "$log" | cut -c 1-300
  passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + not))
}

step "Testing"
# One after the other: each keeps both cores of a small machine busy, and beside another it only waits longer.
run_web
# The samples' own tests too: what they promise a builder is promised by every build of the server, which takes them in.
for project in tests/*.Tests/*.csproj samples/*/tests/*.csproj; do run_csharp "$project"; done

echo "$passed passed, $failed failed, $skipped skipped" | tee .build/counts
[ "$failed" -eq 0 ]
