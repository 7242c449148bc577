#!/usr/bin/env bash
# Executes every notebook on a data directory of simulated events that one batch published, and shows
# that a failing cell fails the run. TRIBUTARY_SAMPLE names a folder that has such data already.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sample=${TRIBUTARY_SAMPLE:-$work/sample}
export TRIBUTARY_DATA=$sample/data
if [ ! -d "$TRIBUTARY_DATA/lake/attribution" ]; then
  "$here/../tributary" simulate --out "$sample" --visitors 200 --days 3 --seed 5 --to 2026-03-14
  "$here/../tributary" import --data "$TRIBUTARY_DATA" --as events-jsonl "$sample/events.jsonl"
  "$here/../tributary" batch --data "$TRIBUTARY_DATA" --date 2026-03-14
fi
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
