# shellcheck shell=bash
# What every script here needs: the repository's root, and words on standard output that tell where time goes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# A restore or install reaches out over a network; a second try is cheaper than a red build.
twice() { "$@" || { echo "  trying once more: $1 $2"; "$@"; }; }

step() { printf '==> %s\n' "$*"; }

need() {
  command -v "$1" > /dev/null || {
    echo "$1 is missing. $2" >&2
    exit 1
  }
}

need_node() {
  need node "Install Node 20.19 or newer."
  node -e 'const [a,b]=process.versions.node.split(".").map(Number); process.exit(a>22||(a===22&&b>=12)||(a===20&&b>=19)?0:1)' || {
    echo "Node $(node --version) cannot build the web app: install 20.19, 22.12 or newer." >&2
    exit 1
  }
}

need_dotnet() {
  need dotnet "Install the .NET 10 SDK."
  dotnet --version > /dev/null || {
    echo "The .NET SDK that global.json asks for is not installed: install the .NET 10 SDK." >&2
    exit 1
  }
}
