#!/usr/bin/env bash
# Reads published tables with delta-rs and DuckDB's delta extension and compares them with
# 'tributary query'. TRIBUTARY_SAMPLE names a folder that has such data already.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
launcher=$here/../../../tributary

bash "$here/../../../cli/launcher/python-environment.sh" "$here"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sample=${TRIBUTARY_SAMPLE:-$work/sample}
if [ ! -d "$sample/data/lake/attribution" ]; then
  "$launcher" simulate --out "$sample" --visitors 200 --days 3 --seed 5 --to 2026-03-14
  "$launcher" import --data "$sample/data" --as events-jsonl "$sample/events.jsonl"
  "$launcher" batch --data "$sample/data" --date 2026-03-14
fi
PYTHONDONTWRITEBYTECODE=1 "$here/.venv/bin/python" "$here/readers.py" "$launcher" "$sample/data"
