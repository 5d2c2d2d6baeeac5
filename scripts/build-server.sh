#!/usr/bin/env bash
# Restores by the lock files and builds the server.
source "$(dirname "$0")/common.sh"
need_dotnet
step "Restoring the server's packages"
twice dotnet restore src/Server/Server.csproj --locked-mode --verbosity quiet || {
  echo "The lock files do not fit the projects. After adding a module or a package: dotnet restore src/Server, and commit the changed packages.lock.json." >&2
  exit 1
}
step "Building the server"
dotnet build src/Server/Server.csproj --configuration Release --no-restore --verbosity quiet --nologo
