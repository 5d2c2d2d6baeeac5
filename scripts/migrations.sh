#!/usr/bin/env bash
# A model without its migration would fail at the first start; it fails here instead.
source "$(dirname "$0")/common.sh"
for pair in src/Platform:PlatformDb src/Modules/Identity:IdentityDb src/Modules/Audit:AuditDb; do
  project=${pair%%:*}
  dotnet ef migrations has-pending-model-changes --no-build --configuration Release --project "$project" --startup-project "$project" --context "${pair##*:}"
done
