#!/usr/bin/env bash
# The browser tests drive the system's Chromium: installed here where that is possible.
set -euo pipefail
for name in "${TRIBUTARY_CHROMIUM:-}" chromium chromium-browser google-chrome; do
  [ -n "$name" ] && command -v "$name" >/dev/null && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Chromium for the browser tests ..." >&2
  apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >&2 && exit 0
fi
echo "error: The browser tests need Chromium and there is none on the PATH." \
  "Install it (on Debian: sudo apt-get install -y chromium) or name one in TRIBUTARY_CHROMIUM." >&2
exit 1
