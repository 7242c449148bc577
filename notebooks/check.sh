#!/usr/bin/env bash
# usage: notebooks/check.sh DATA
# Executes every notebook on the published tables of a data directory, and shows that a failing cell
# fails the run.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export TRIBUTARY_DATA=${1:?usage: notebooks/check.sh DATA}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for notebook in "$here"/[0-9]*.ipynb; do
  bash "$here/run.sh" "$notebook" "$work/$(basename "$notebook")" 2>"$work/log" ||
    { tail -n 40 "$work/log" >&2; exit 1; }
done

mkdir -p "$work/empty"
if TRIBUTARY_DATA=$work/empty bash "$here/run.sh" "$here/01_journeys_and_models.ipynb" "$work/failed.ipynb" >"$work/log" 2>&1; then
  echo "error: a notebook on an empty data directory should have failed" >&2
  exit 1
fi
grep -q 'There is no published attribution' "$work/log"
echo "notebook: a failing cell fails the run"
