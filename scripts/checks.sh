# shellcheck shell=bash
# What the tests with containers share: whether they can run here at all, a line for each thing that must hold, and the sum.
export DOCKER_BUILDKIT=1 COMPOSE_DOCKER_CLI_BUILD=1 BUILDKIT_PROGRESS=plain
passed=0 failed=0

skip() {
  echo "SKIPPED: $*"
  exit 0
}
need_docker() { # <what is not tested then>
  command -v docker > /dev/null || skip "$1: docker is not installed"
  docker info > /dev/null 2>&1 || skip "$1: no Docker daemon answers"
}
need_image() { # <what is not tested then> <image>
  docker image inspect "$2" > /dev/null 2>&1 || timeout 120 docker pull --quiet "$2" > /dev/null 2>&1 || skip "$1: $2 can neither be found nor pulled"
}

# <what must hold> <command...>; what the command said is left in $work/said.
check() {
  local name=$1
  shift
  if "$@" > "${work:?}/said" 2>&1; then
    passed=$((passed + 1))
    printf '  ok    %s\n' "$name"
  else
    failed=$((failed + 1))
    printf '  FAIL  %s\n' "$name"
    sed 's/^/        /' "$work/said" | tail -n 8
  fi
}
# <seconds> <command...>: until it holds
within() {
  local seconds=$1 begun=$SECONDS
  shift
  until "$@"; do
    [ $((SECONDS - begun)) -lt "$seconds" ] || return 1
    sleep 0.5
  done
}
not() { ! "$@"; }
# <words> <command...>: it ends with another code than 0 and these words
refused() {
  local words=$1 said
  shift
  ! said=$("$@" 2>&1) || { echo "it was not refused: $said" && return 1; }
  grep -qF -- "$words" <<< "$said" || { printf '%s\n' "$said" | tail -n 3 && return 1; }
}
# Both are Compose's, of the project that is tested.
run() { scripts/containers.sh compose "$@"; }
healthy() { [ "$(docker inspect --format '{{.State.Health.Status}}' "$(run ps -q "$1")")" = healthy ]; }
