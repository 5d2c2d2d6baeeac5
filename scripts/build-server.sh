#!/usr/bin/env bash
# Restores by the lock files and builds the server.
source "$(dirname "$0")/common.sh"
need_dotnet
step "Restoring the server's packages"
scripts/restore.sh dotnet src/Server/Server.csproj
step "Building the server"
dotnet build src/Server/Server.csproj --configuration Release --no-restore --verbosity quiet --nologo
