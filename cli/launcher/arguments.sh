#!/usr/bin/env bash
# Writes the JVM argument files from the class paths that the build listed.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
launch=$home/cli/target/launch
jar=$home/cli/target/tributary-cli-0.1.0.jar
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# A class path as a quoted argument-file line.
class_path() { printf -- '-cp "%s:%s"\n' "$jar" "$(cat "$launch/$1.classpath")"; }

# Light commands find DuckDB's native library unpacked beside its classes: the full jar unpacks 60 MB at
# every start. On a platform that this does not know, the full jar stays.
unpack_duckdb() {
  local full platform
  full=$(tr : '\n' <"$launch/light.classpath" | grep '/duckdb_jdbc-[^/]*\.jar$') || return 0
  case $(uname -s)-$(uname -m) in
    Linux-x86_64) platform=linux_amd64 ;;
    Linux-aarch64) platform=linux_arm64 ;;
    Darwin-*) platform=osx_universal ;;
    *) return 0 ;;
  esac
  (cd "$launch/duckdb" && "${JAVA_HOME:+$JAVA_HOME/bin/}jar" xf "$full" "libduckdb_java.so_$platform")
  sed -i.full "s:$full:$launch/duckdb/duckdb_jdbc-nolib.jar:" "$launch/light.classpath"
}
unpack_duckdb

common="-Duser.timezone=UTC -Dfile.encoding=UTF-8 -Djava.awt.headless=true -XX:+ExitOnOutOfMemoryError"
archive=$launch/light.jsa

{
  class_path light
  echo "$common -XX:+UseSerialGC -Xmx2g -Xshare:auto"
} >"$launch/light-plain.args"
# Next to nothing of a click outlives it, so a pause takes a millisecond or two however large the young
# generation is: at 27,000 clicks a second this one fills every one to three seconds. Netty's search for
# leaked buffers walks the stack at every hundredth one. A request runs through some hundred small methods of Netty's, which
# the compiler joins only with larger bounds than its own: a twentieth of the time outside the kernel.
{
  class_path full
  echo "$common -XX:+UseSerialGC -Xms256m -Xmn160m -Xmx320m -XX:MaxDirectMemorySize=128m"
  echo "-Dio.netty.leakDetection.level=disabled"
  echo "-XX:MaxInlineSize=70 -XX:FreqInlineSize=500 -XX:InlineSmallCode=5000"
} >"$launch/capture.args"
{
  class_path full
  echo "$common -XX:+UseParallelGC -Xmx1536m"
  sed -n 's:.*<spark.jvm.openings>\(.*\)</spark.jvm.openings>.*:\1:p' "$home/pom.xml"
} >"$launch/full.args"

# What spark-submit needs to know of us on a cluster whose machines see this folder.
{
  echo "# Made by the build: spark-submit --properties-file takes it."
  echo "spark.driver.extraClassPath $jar:$(cat "$launch/full.classpath")"
  echo "spark.executor.extraClassPath $jar:$(cat "$launch/full.classpath")"
  echo "spark.executor.extraJavaOptions -Duser.timezone=UTC -XX:+UseParallelGC"
} >"$launch/cluster.conf"

# Of a process that ends within minutes.
echo "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m" >"$launch/short-lived.args"

# Class data sharing: the training run loads what the light commands load.
rm -f "$archive"
"$java" "@$launch/light-plain.args" "-XX:ArchiveClassesAtExit=$archive" \
  dev.tributary.cli.launch.ClassDataTraining >/dev/null 2>"$launch/training.log" ||
  { cat "$launch/training.log" >&2; exit 1; }
{
  cat "$launch/light-plain.args"
  # A stale archive is only slower; the JVM would say so on standard output, which is for data.
  echo "-XX:SharedArchiveFile=\"$archive\" -Xlog:disable"
} >"$launch/light.args"
