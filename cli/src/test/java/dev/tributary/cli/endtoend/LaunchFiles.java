package dev.tributary.cli.endtoend;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The JVM argument files that the launcher writes, made from what this test runs on. */
final class LaunchFiles {

  private static final String COMMON =
      "-Duser.timezone=UTC -Dfile.encoding=UTF-8 -Djava.awt.headless=true"
          + " -XX:+ExitOnOutOfMemoryError";

  /** As the launcher gives to processes that end within minutes. */
  private static final String SHORT_LIVED =
      " -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m ";

  private LaunchFiles() {}

  /** Writes them below {@code home}, where processes look for them by TRIBUTARY_HOME. */
  static void write(Path home) throws IOException {
    Path folder = Files.createDirectories(home.resolve("cli/target/launch"));
    write(folder.resolve("light.args"), "-XX:+UseSerialGC -Xmx256m" + SHORT_LIVED);
    write(
        folder.resolve("capture.args"),
        "-XX:+UseSerialGC -Xms64m -Xmx256m -XX:MaxDirectMemorySize=128m" + SHORT_LIVED);
    write(folder.resolve("full.args"), "-XX:+UseParallelGC -Xmx1g" + SHORT_LIVED + sparkOpenings());
  }

  private static void write(Path file, String options) throws IOException {
    Files.writeString(file, "-cp \"" + classPath() + "\"\n" + COMMON + " " + options + "\n");
  }

  /** What Spark needs of the JVM: the tests' own JVM was started with it. */
  private static String sparkOpenings() {
    List<String> own = ManagementFactory.getRuntimeMXBean().getInputArguments();
    return own.stream()
        .filter(
            option ->
                option.startsWith("--add-opens")
                    || option.startsWith("-XX:+IgnoreUnrecognized")
                    || option.startsWith("-Djdk.reflect")
                    || option.startsWith("-Dio.netty"))
        .collect(Collectors.joining(" "));
  }

  /** Without the silent logging backend: processes with Spark bring their own. */
  private static String classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("slf4j-nop"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
