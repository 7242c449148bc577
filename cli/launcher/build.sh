#!/usr/bin/env bash
# usage: build.sh [verify]
# Builds the tree and writes what the launcher needs: one file of JVM arguments for each class path,
# and the archive of class data that makes light commands start quickly. With verify, every test and
# check of the build runs on the way, whether or not the tree is built.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$home"
launch=$home/cli/target/launch
mkdir -p "$launch"

case ${1:-} in
  verify) goal="verify" ;;
  *) goal="package -DskipTests" ;;
esac

# Two calls at once: the second waits and finds the work done.
exec 9>"$launch/lock"
flock 9
[ "$goal" = verify ] || ! bash cli/launcher/is-built.sh || exit 0

if ! command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java" >/dev/null; then
  echo "error: There is no Java on the PATH. Tributary is built and run by a JDK, 17 or newer." \
    "Install one (on Debian: apt-get install openjdk-17-jdk-headless) or set JAVA_HOME." >&2
  exit 1
fi

echo "Building Tributary (the first time also downloads its libraries) ..."
touch "$launch/started"
# Layers don't depend on each other: two modules at a time.
# shellcheck disable=SC2086 # the goal is words
./mvnw -q -B -ntp -T 2 $goal
bash cli/launcher/arguments.sh
mv "$launch/started" "$launch/built"
