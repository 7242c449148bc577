#!/usr/bin/env bash
# usage: summary.sh RESULTS SECONDS [PART]
# Says in plain words what ran, what passed, how long it took and what was slowest; exit 1 when
# anything failed.
set -euo pipefail
results=$1
seconds=$2
only=${3:-}

failed_parts=0
echo
echo "Summary"
while read -r name status took; do
  if [ "$status" = 0 ]; then word=passed; else word=FAILED failed_parts=$((failed_parts + 1)); fi
  printf '  %-10s %-7s %4d s\n' "$name" "$word" "$took"
done <"$results"
passed_parts=$(($(wc -l <"$results") - failed_parts))

tests=0 bad=0 skipped=0
if [ -z "$only" ] || [ "$only" = java ]; then
  suites=$(find . -path '*/target/surefire-reports/TEST-*.xml' -print0 |
    xargs -0 -r awk '
      /<testsuite / {
        split("", is)
        while (match($0, /[a-z]+="[^"]*"/)) {
          pair = substr($0, RSTART, RLENGTH); $0 = substr($0, RSTART + RLENGTH)
          name = pair; sub(/=.*/, "", name); sub(/^[^"]*"/, "", pair); sub(/"$/, "", pair)
          if (!(name in is)) is[name] = pair
        }
        print is["tests"], is["errors"] + is["failures"], is["skipped"], is["time"], is["name"]
        nextfile
      }')
  read -r tests bad skipped < <(awk '{ t += $1; b += $2; s += $3 } END { print t + 0, b + 0, s + 0 }' <<<"$suites")
  echo "  Java tests: $tests ran, $((tests - bad - skipped)) passed, $bad failed, $skipped skipped"
  echo "  slowest:"
  # Read to its end: a reader that leaves early may kill the sorting, and the whole run with it.
  sort -k4,4 -rn <<<"$suites" | awk 'NR <= 5 { printf "    %7.1f s  %s\n", $4, $5 }'
fi
printf '  in all: %d min %02d s\n' $((seconds / 60)) $((seconds % 60))
echo "$((tests - bad - skipped + passed_parts)) passed, $((bad + failed_parts)) failed, $skipped skipped"
[ "$failed_parts" = 0 ] && [ "$bad" = 0 ]
