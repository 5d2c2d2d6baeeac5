#!/usr/bin/env bash
# commit-message.sh <file>: the convention of CONTRIBUTING.md. What git itself writes (merges, reverts, fixups) passes.
set -euo pipefail
mapfile -t lines < <(sed -e '/^# -* >8 -*$/,$d' -e '/^#/d' "$1")
first=${lines[0]:-}
refuse() {
  echo "$1" >&2
  echo "The first line says what the house can do now: \"Let administrators read the audit trail\". See Commits in CONTRIBUTING.md." >&2
  exit 1
}
case $first in 'Merge '* | 'Revert "'* | 'fixup! '* | 'squash! '* | 'amend! '*) exit 0 ;; esac
[ "${#first}" -ge 10 ] || refuse "The first line says too little."
[ "${#first}" -le 140 ] || refuse "The first line has ${#first} characters; at most 140, the rest is the body's."
[[ $first =~ ^[A-Z] ]] || refuse "The first line begins with a capital letter."
[[ ! $first =~ ^[A-Za-z]+(\([^\)]*\))?!?: ]] || refuse "The first line has no prefix."
[[ $first != *. ]] || refuse "The first line ends without a full stop."
[ -z "${lines[1]:-}" ] || refuse "An empty line stands between the first line and the body."
