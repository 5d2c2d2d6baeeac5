#!/usr/bin/env bash
# One rule over some files, or over all that are tracked: what make check and the commit hooks both run.
#   scripts/lint.sh <rule> [file...]
source "$(dirname "$0")/common.sh"
rule=${1:?csharp, web-format, web-lint, secrets, large-files, merge-markers, yaml, shell, compose, prometheus, workflows or commit-message}
shift

# Sets `files` to what was named, or to all tracked files of these patterns. Ends here where there are none.
files_of() {
  if [ "${#named[@]}" -gt 0 ]; then files=("${named[@]}"); else mapfile -d '' -t files < <(git ls-files -z -- "$@"); fi
  [ "${#files[@]}" -gt 0 ] || exit 0
}
lint_tools() { [ -d scripts/lint/node_modules/yaml ] || twice npm --prefix scripts/lint ci --no-audit --no-fund --loglevel=error > /dev/null; }

named=("$@")
case $rule in
  csharp)
    files_of src tests samples bench
    if [ "${#named[@]}" -eq 0 ]; then files=(src tests samples bench); fi
    dotnet csharpier check "${files[@]}" || { echo "Run make format." && exit 1; }
    ;;
  web-format)
    if [ "${#named[@]}" -eq 0 ]; then exec npm --prefix web run --silent format:check; fi
    cd web
    npx --no-install prettier --check --ignore-unknown "${named[@]#web/}" || { echo "Run make format." && exit 1; }
    ;;
  web-lint)
    if [ "${#named[@]}" -eq 0 ]; then exec npm --prefix web run --silent lint; fi
    cd web
    npx --no-install oxlint --type-aware --deny-warnings "${named[@]#web/}"
    ;;
  secrets)
    files_of '*' ':!*/package-lock.json' ':!*/packages.lock.json' ':!*.png'
    lint_tools
    printf '%s\0' "${files[@]}" | xargs -0 node scripts/lint/node_modules/secretlint/bin/secretlint.js --secretlintrc scripts/lint/.secretlintrc.json --no-glob --maskSecrets
    ;;
  large-files)
    files_of '*'
    ! printf '%s\0' "${files[@]}" | xargs -0 -r du -k 2> /dev/null | awk '$1 > 1024 {print $2 " has " $1 " KiB; at most 1,024 are tracked"}' | grep .
    ;;
  merge-markers)
    files_of '*'
    ! printf '%s\0' "${files[@]}" | xargs -0 grep -nIE '^(<{7}|>{7}|\|{7})( |$)'
    ;;
  yaml)
    files_of '*.yaml' '*.yml'
    need yamllint "Install it (Debian: sudo apt-get install yamllint)."
    yamllint --strict --config-file scripts/lint/.yamllint.yaml "${files[@]}"
    ;;
  shell)
    files_of '*.sh' .ci/run
    need shellcheck "Install it (Debian: sudo apt-get install shellcheck)."
    shellcheck -x -P scripts "${files[@]}"
    ;;
  compose)
    lint_tools
    node scripts/lint/compose.mjs
    ;;
  prometheus)
    need promtool "Install it (Debian: sudo apt-get install prometheus)."
    cd deploy/containers/prometheus
    promtool check config --syntax-only prometheus.yml && promtool check rules rules.yml && promtool test rules rules.test.yml
    ;;
  workflows)
    files_of .github/workflows
    lint_tools
    node scripts/lint/workflows.mjs "${files[@]}"
    ;;
  commit-message)
    scripts/lint/commit-message.sh "${named[0]:?the file with the message}"
    ;;
  *)
    echo "There is no rule $rule." >&2
    exit 2
    ;;
esac
