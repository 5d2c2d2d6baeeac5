#!/usr/bin/env bash
# Known weaknesses of high or critical severity in what is depended on, NuGet and npm. Asks the registries, so it is no part of make check.
source "$(dirname "$0")/common.sh"
step "NuGet"
SMARTAI_AUDIT=true dotnet restore SmartAI.slnx --locked-mode --force --verbosity quiet -p:NuGetAuditLevel=high
for folder in web scripts/lint tests/tools deploy/containers/mailbox; do
  step "npm: $folder"
  npm --prefix "$folder" audit --audit-level=high
done
