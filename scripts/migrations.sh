#!/usr/bin/env bash
# A model without its migration would fail at the first start; it fails here instead. Contexts are found by their snapshots.
source "$(dirname "$0")/common.sh"
while IFS= read -r snapshot; do
  project=${snapshot%/Data/Migrations/*}
  context=$(basename "$snapshot" ModelSnapshot.cs)
  echo "$context"
  dotnet ef migrations has-pending-model-changes --no-build --configuration Release --project "$project" --startup-project "$project" --context "$context"
done < <(find src samples -name '*ModelSnapshot.cs' -not -path '*/bin/*' -not -path '*/obj/*')
