#!/usr/bin/env bash
# Changes the code in small ways and looks whether a test notices: .build/mutation/<area>/reports/mutation-report.html. What survives is a line that no test holds.
#   scripts/mutation.sh <access, audit or approvals> [pattern of files below src/Platform]     such as: audit 'Audit/AuditDraft.cs'
# Hours for a whole area: each change is met by every test that reaches it, each on a PostgreSQL. SMARTAI_TEST_DATABASE names one, as for make test.
source "$(dirname "$0")/common.sh"
area=${1:?access, audit or approvals}
case $area in
  access) tests=(Identity Mcp) mutate='Access/**/*.cs' ;;
  audit) tests=(Audit) mutate='Audit/**/*.cs' ;;
  approvals) tests=(Approvals) mutate='Approvals/**/*.cs' ;;
  *)
    echo "There is no area $area: access, audit or approvals." >&2
    exit 2
    ;;
esac
mutate=${2:-$mutate}
arguments=()
for name in "${tests[@]}"; do arguments+=(--test-project "$PWD/tests/$name.Tests/$name.Tests.csproj"); done
# Built beside the rest, as for make coverage: by the runner that can be asked for single tests, and without a change of the lock files.
export SMARTAI_MEASURED=true
dotnet tool restore > /dev/null
for name in "${tests[@]}"; do dotnet build "tests/$name.Tests" --configuration Release --verbosity quiet --nologo; done
rm -rf ".build/mutation/$area"
# From the project that is changed: of a whole solution no tests can be chosen.
output=$PWD/.build/mutation/$area
cd src/Platform
dotnet stryker --project Platform.csproj "${arguments[@]}" --mutate "$mutate" --test-runner mtp --configuration Release \
  --reporter Markdown --reporter Html --reporter Json --reporter ClearText --output "$output" --skip-version-check \
  --threshold-high 80 --threshold-low 60 --concurrency "${SMARTAI_MUTATION_AT_ONCE:-1}"
