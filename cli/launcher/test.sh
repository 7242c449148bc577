#!/usr/bin/env bash
# Everything that the build checks, in one go, with one summary at the end.
#
#   ./tributary test              all of it
#   ./tributary test java         only one part: java, terraform, airflow, notebooks, readers or readme
set -uo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$home"

case ${1:-} in
  --help | -h)
    sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
    exit 0
    ;;
  "" | java | terraform | airflow | notebooks | readers | readme) only=${1:-} ;;
  *)
    echo "error: There is no part '$1'. The parts are java, terraform, airflow, notebooks, readers and readme." >&2
    exit 2
    ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
results=$work/results
: >"$results"
started=$(date +%s)

# part NAME COMMAND...: runs one part and notes how it ended and how long it took.
part() {
  local name=$1 begin end status
  shift
  [ -z "$only" ] || [ "$only" = "$name" ] || return 0
  begin=$(date +%s)
  echo "== $name"
  "$@"
  status=$?
  end=$(date +%s)
  echo "$name $status $((end - begin))" >>"$results"
}

java_part() {
  bash cli/launcher/browser.sh && bash cli/launcher/build.sh verify
}

# Where this fails, the part that needs the environment tries again and says why.
prepare_environments() {
  for folder in common/lake/python airflow notebooks; do
    bash cli/launcher/python-environment.sh "$folder"
  done
}

sample_part() {
  # What airflow publishes, the notebooks and other readers read.
  export TRIBUTARY_SAMPLE=$work/sample
  "$@"
}

# Fetching packages is mostly waiting: it goes on beside the first part.
if [ -z "$only" ]; then
  prepare_environments >"$work/environments.log" 2>&1 &
fi

edge_parts() {
  part terraform terraform/check.sh
  part airflow sample_part airflow/check.sh
  part notebooks sample_part notebooks/check.sh
  part readers sample_part common/lake/python/check.sh
}

part java java_part
wait
# Both sides mostly wait for one core: they run side by side, and their output one after the other.
edge_parts >"$work/edges.log" 2>&1 &
part readme cli/launcher/readme.sh
wait
cat "$work/edges.log"

bash cli/launcher/summary.sh "$results" "$(($(date +%s) - started))" "$only"
