#!/usr/bin/env bash
# Runs every test and writes the sum to .build/counts. One PostgreSQL serves all C# test programs; each test class works on its own clone.
source "$(dirname "$0")/common.sh"
configuration=Release
# The full forms (make test-long); a number that is set already stays.
if [ -n "${SMARTAI_TEST_LONG:-}" ]; then
  export SMARTAI_TEST_JOBS=${SMARTAI_TEST_JOBS:-100000} SMARTAI_TEST_FUZZ=${SMARTAI_TEST_FUZZ:-100000}
  export SMARTAI_TEST_STREAMS=${SMARTAI_TEST_STREAMS:-1000}
fi
rm -rf .build/counts .build/test
mkdir -p .build/test

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
# The same engine without windows: the short form takes it where there is one, and is sooner done.
if [ -z "${SMARTAI_TEST_CHROMIUM:-}${SMARTAI_TEST_LONG:-}" ] && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  command -v chromium-headless-shell > /dev/null || apt-get install -y -qq --no-install-recommends chromium-headless-shell > /dev/null 2>&1 ||
    echo "chromium-headless-shell could not be installed: the end-to-end tests take chromium, and longer."
fi
ensure pg_dump postgresql-client "the tests of backups" "brew install libpq"
ensure swift-proxy-server "swift-proxy swift-account swift-container swift-object memcached" "the tests of object storage" "run them in a container"
command -v pgbouncer > /dev/null || [ -x /usr/sbin/pgbouncer ] || ensure pgbouncer pgbouncer "the tests of pooled connections" "brew install pgbouncer"
for program in git pre-commit yamllint shellcheck; do ensure "$program" "$program" "the tests of the commit hooks" "brew install $program"; done

step "Building the tests"
scripts/restore.sh dotnet SmartAI.slnx
dotnet build SmartAI.slnx --configuration $configuration --no-restore --verbosity quiet --nologo
# What the hooks' tests run. Here and not there: beside other programs the first download of these was seen to fail, twice, because its files were in use.
twice dotnet tool restore > /dev/null
[ -d tests/Mcp.Tests/tools/node_modules ] || scripts/restore.sh npm tests/Mcp.Tests/tools
[ -d tests/tools/node_modules ] || scripts/restore.sh npm tests/tools

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

step "Testing"
# The samples' own tests too: what they promise a builder is promised by every build of the server, which takes them in.
longest_first() { # by what there is to read, so that a long one does not end alone
  local project
  for project in tests/*.Tests/*.csproj samples/*/tests/*.csproj; do
    echo "$(find "${project%/*}" -name '*.cs' -not -path '*/obj/*' -exec cat {} + | wc -c) $project"
  done | sort -rn | sed 's/^ *[0-9]* //'
}
# Three at a time on two processors: a test often waits, for a mail, a lease, a page or a time limit, and meanwhile the others have the machine.
{ echo web && longest_first; } | xargs -P "${SMARTAI_TEST_PROGRAMS:-3}" -n 1 scripts/test-program.sh
# A pipeline has what failed run once more, with nothing beside it: a slow machine is no defect of the program. What passes then is
# named at the end, since its cause is still to be found. A developer's run is strict.
if [ -n "${SMARTAI_TEST_SECOND_ATTEMPT:-}" ]; then
  longest_first | xargs -n 1 scripts/test-program.sh again
fi

node scripts/test-report.mjs sum .build/test | tee .build/report
tail -n 1 .build/report > .build/counts
grep -q ' 0 failed,' .build/counts
