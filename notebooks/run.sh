#!/usr/bin/env bash
# usage: notebooks/run.sh NOTEBOOK [OUTPUT]     (reads TRIBUTARY_DATA, default ./data)
# Executes a notebook headless; a failing cell fails the run. OUTPUT gets the executed notebook.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
notebook=$(realpath "${1:?usage: notebooks/run.sh NOTEBOOK [OUTPUT]}")
output=${2:-$here/.executed/$(basename "$notebook")}
data=$(realpath "${TRIBUTARY_DATA:-$here/../data}")

bash "$here/../cli/launcher/python-environment.sh" "$here"
bash "$here/../cli/launcher/is-built.sh" || bash "$here/../cli/launcher/build.sh" >&2

# PySpark brings Spark; Delta's two jars come from our own build, so nothing is fetched at run time.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
jars=$(tr ':' '\n' <"$here/../cli/target/launch/full.classpath" | grep -E '/delta-(spark|storage)[^/]*\.jar$' | paste -sd:)
{
  echo "spark.driver.extraClassPath $jars"
  echo "spark.executor.extraClassPath $jars"
} >"$work/spark-defaults.conf"

mkdir -p "$(dirname "$output")"
cd "$here"
SPARK_CONF_DIR=$work SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_DIRS=$work PYTHONDONTWRITEBYTECODE=1 \
  PYSPARK_PYTHON=$here/.venv/bin/python IPYTHONDIR=$work/ipython MPLCONFIGDIR=$work/matplotlib \
  "$here/.venv/bin/papermill" --no-progress-bar --cwd "$here" -k python3 -p data "$data" "$notebook" "$output"
echo "notebook: $(basename "$notebook") ran to its end; see $output"
