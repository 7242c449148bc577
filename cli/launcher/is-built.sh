#!/usr/bin/env bash
# Exit 0 when the build is newer than every source and build file.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
stamp=$home/cli/target/launch/built
[ -f "$stamp" ] || exit 1
newer=$(cd "$home" && find pom.xml common capture-layer speed-layer batch-layer serving-layer cli benchmarks \
  -name target -prune -o -name .venv -prune -o -name test -prune -o -type f \
  \( -path '*/src/main/*' -o -name pom.xml -o -path 'cli/launcher/*' \) -newer "$stamp" -print -quit)
[ -z "$newer" ]
