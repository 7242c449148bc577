#!/usr/bin/env bash
# Runs every command of the README's sh blocks, in order, on a data directory of its own. The line
# './tributary test' is left out: it is what runs this.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$home"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TRIBUTARY_DATA=$work/data

count=0
while IFS= read -r line; do
  case $line in
    "./tributary test") continue ;;
    # The documented ports may be taken on this machine; a part of the traffic shows the same.
    "./tributary demo"*) line="$line --visitors 1000 --capture-port 0 --serve-port 0 --kafka-port 0" ;;
  esac
  line=${line/data\/log/$work\/log}
  echo "readme: $line"
  if ! bash -c "set -euo pipefail; $line" >"$work/out" 2>"$work/err" </dev/null; then
    tail -n 40 "$work/err" "$work/out" >&2
    echo "error: this command of the README failed: $line" >&2
    exit 1
  fi
  if ! [ -s "$work/out" ]; then
    echo "error: this command of the README printed nothing: $line" >&2
    exit 1
  fi
  case $line in *demo*) tail -n 60 "$work/out" ;; esac
  count=$((count + 1))
done < <(awk '/^```sh$/ { inside = 1; next } /^```/ { inside = 0 } inside' README.md)

[ "$count" -ge 8 ] || { echo "error: only $count commands were found in the README" >&2; exit 1; }
echo "readme: $count commands ran"
