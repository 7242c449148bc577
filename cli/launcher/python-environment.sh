#!/usr/bin/env bash
# usage: python-environment.sh FOLDER
# Makes FOLDER/.venv from FOLDER/requirements.lock, once: again only when the lock file has changed.
set -euo pipefail
folder=$1
stamp=$folder/.venv/lock.sha256
# Two calls at once: the second waits and finds the work done.
exec 9<"$folder/requirements.lock"
flock 9
wanted=$(sha256sum <"$folder/requirements.lock")
[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && exit 0

python=
for name in python3.11 python3.12 python3.13; do
  if command -v "$name" >/dev/null && "$name" -c 'import venv, ensurepip' 2>/dev/null; then
    python=$name
    break
  fi
done
if [ -z "$python" ]; then
  echo "error: Python 3.11 (to 3.13) with venv is needed for $(basename "$folder") and is not on the PATH." \
    "Install it (on Debian: apt-get install python3.11 python3.11-venv) and run this again." >&2
  exit 1
fi

echo "Preparing the Python environment of $(basename "$folder") ..." >&2
rm -rf "$folder/.venv"
"$python" -m venv "$folder/.venv"
"$folder/.venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r "$folder/requirements.lock" >&2
echo "$wanted" >"$stamp"
