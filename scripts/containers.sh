#!/usr/bin/env bash
# The platform in containers, on Docker, Podman or Colima.
#   scripts/containers.sh up | down | clean | prepare | compose <arguments of compose>
#   STAGE=development|test|staging|production adds deploy/containers/compose.<stage>.yaml; PROFILES=proxy,mail,backup,metrics adds what is optional.
source "$(dirname "$0")/common.sh"
export DOCKER_BUILDKIT=1 COMPOSE_DOCKER_CLI_BUILD=1
export COMPOSE_PROJECT_NAME=${COMPOSE_PROJECT_NAME:-smartai}
export ENV_FILE=${ENV_FILE:-.env}
secrets=${SECRETS:-deploy/containers/secrets}

find_compose() {
  if docker compose version > /dev/null 2>&1; then
    program=(docker compose)
  elif command -v docker-compose > /dev/null; then
    program=(docker-compose)
  elif command -v podman-compose > /dev/null; then
    program=(podman-compose)
  else
    echo "Neither docker compose, docker-compose nor podman-compose is there. Install one (docs/operators/containers.md)." >&2
    exit 1
  fi
}

compose() {
  local files=(--env-file "$ENV_FILE" -f compose.yaml) profile
  if [ -n "${STAGE:-}" ]; then
    [ -f "deploy/containers/compose.$STAGE.yaml" ] || {
      echo "STAGE=$STAGE is none of development, test, staging and production." >&2
      exit 1
    }
    files+=(-f "deploy/containers/compose.$STAGE.yaml")
  fi
  # Docker Compose 1.29 knows the variable, not all know the option.
  profile=${PROFILES:-${COMPOSE_PROFILES:-}}
  # Whoever has pg_dump takes the backups, and nobody else.
  case ",$profile," in *,backup,*) export WORKER_LEAVES=${WORKER_LEAVES:-backups} ;; esac
  COMPOSE_PROFILES=$profile "${program[@]}" "${files[@]}" "$@"
}

# Makes a secret that nobody has set; what is there stays. The files can be read by everybody who can enter the folder, and only its owner can: inside a
# container other accounts read them, and a mounted file keeps its mode.
secret() {
  [ -e "$secrets/$1" ] || (
    umask 022
    printf '%s' "$2" > "$secrets/$1"
  )
}
random() { od -An -tx1 -N32 /dev/urandom | tr -d ' \n'; }

prepare() {
  [ -e "$ENV_FILE" ] || cp .env.example "$ENV_FILE"
  mkdir -p "$secrets"
  chmod 700 "$secrets"
  secret database_superuser_password "$(random)"
  secret database_password "$(random)"
  secret master_key "$(random)"
  secret setup_token "$(random)"
  secret metrics_token "$(random)"
  secret smtp_password ""
  if [ ! -e "$secrets/tls_certificate" ]; then
    need openssl "Install it, or put a certificate and its key into $secrets/tls_certificate and $secrets/tls_key."
    # For trying out: browsers warn. A real one takes the place of both files.
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 365 -subj "/CN=localhost" \
      -addext "subjectAltName=DNS:localhost,IP:127.0.0.1" -keyout "$secrets/tls_key" -out "$secrets/tls_certificate" 2> /dev/null
    chmod 644 "$secrets/tls_key" "$secrets/tls_certificate"
  fi
}

up() {
  prepare
  step "Building the image"
  twice compose build
  step "Starting"
  compose up -d --no-build --remove-orphans || {
    compose ps
    compose logs --tail=20
    exit 1
  }
  step "Waiting until it is ready"
  local address check=(dotnet smartai.dll health) limit=120
  address=$(sed -n 's/^SMARTAI_PUBLIC__URL=//p' "$ENV_FILE" | tail -n 1)
  if [ "${STAGE:-}" = development ]; then
    # It is built in there first, and its program lies elsewhere.
    check=(curl --silent --fail --output /dev/null http://127.0.0.1:8080/health/live) limit=600 address=http://localhost:5173
  fi
  for _ in $(seq "$limit"); do
    if compose exec -T server "${check[@]}" > /dev/null 2>&1; then
      echo "Ready: $address"
      echo "The first administrator's link: <that address>/setup?token=<what $secrets/setup_token holds>"
      return
    fi
    sleep 1
  done
  compose ps
  compose logs --tail=40 server
  echo "It is not ready after $((limit / 60)) minutes; the lines above say why." >&2
  exit 1
}

find_compose
case ${1:-} in
  prepare) prepare ;;
  up) up ;;
  down) compose down --remove-orphans ;;
  clean)
    compose down --remove-orphans --volumes
    echo "The containers and the volume with the database are gone; $ENV_FILE and $secrets stay, since backups need the master key."
    ;;
  compose)
    shift
    compose "$@"
    ;;
  *)
    sed -n '2,4s/^# *//p' "$0" >&2
    exit 2
    ;;
esac
