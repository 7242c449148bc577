#!/usr/bin/env bash
# Tests the DAGs' structure, then runs the nightly DAG for real: a local Airflow, a data directory of
# simulated events, the command of this checkout. TRIBUTARY_SAMPLE names a folder that keeps the data
# for whoever looks at it afterwards.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
launcher=$here/../tributary

bash "$here/../cli/launcher/python-environment.sh" "$here"
bin=$here/.venv/bin

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export AIRFLOW_HOME=$work/airflow AIRFLOW__CORE__DAGS_FOLDER=$here/dags AIRFLOW__CORE__LOAD_EXAMPLES=False
export AIRFLOW__LOGGING__LOGGING_LEVEL=WARNING PYTHONDONTWRITEBYTECODE=1
sample=${TRIBUTARY_SAMPLE:-$work/sample}
export TRIBUTARY_LAUNCHER=$launcher TRIBUTARY_DATA=$sample/data

echo "airflow: a metadata database of its own"
"$bin/airflow" db migrate >"$work/migrate.log" 2>&1 || { cat "$work/migrate.log" >&2; exit 1; }

echo "airflow: structure of the DAGs"
(cd "$here" && "$bin/python" -m pytest -q -p no:cacheprovider tests)

echo "airflow: a nightly run on simulated events"
"$launcher" simulate --out "$sample" --visitors 200 --days 3 --seed 5 --to 2026-03-14
"$launcher" import --data "$TRIBUTARY_DATA" --as events-jsonl "$sample/events.jsonl"
"$bin/airflow" dags test tributary_nightly 2026-03-15 >"$work/run.log" 2>&1 ||
  { tail -n 60 "$work/run.log" >&2; exit 1; }
grep -E 'every model sums exactly' "$work/run.log"

boundary=$("$launcher" query --data "$TRIBUTARY_DATA" --format csv "SELECT max(boundary) AS boundary FROM publications" | tail -n 1)
echo "airflow: final up to $boundary"
case $boundary in
  *2026-03-15*) ;;
  *) echo "error: the run did not publish 2026-03-14" >&2; exit 1 ;;
esac
