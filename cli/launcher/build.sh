#!/usr/bin/env bash
# Builds the tree and writes what the launcher needs: one file of JVM arguments for each class path,
# and the archive of class data that makes light commands start quickly.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$home"
launch=$home/cli/target/launch
mkdir -p "$launch"

# Two calls at once: the second waits and finds the work done.
exec 9>"$launch/lock"
flock 9
bash cli/launcher/is-built.sh && exit 0

if ! command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java" >/dev/null; then
  echo "error: There is no Java on the PATH. Tributary is built and run by a JDK, 17 or newer." \
    "Install one (on Debian: apt-get install openjdk-17-jdk-headless) or set JAVA_HOME." >&2
  exit 1
fi

echo "Building Tributary (the first time also downloads its libraries) ..."
touch "$launch/started"
./mvnw -q -B -ntp package -DskipTests
bash cli/launcher/arguments.sh
mv "$launch/started" "$launch/built"
