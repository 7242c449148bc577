package dev.tributary.capture;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.Durability;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The capture layer in a process of its own, so that it can be killed. */
public final class CaptureProcess {

  private final Process process;
  private final int port;

  private CaptureProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * The child's entry: data directory, Kafka's address, durability; prints its port and serves
   * until killed.
   */
  public static void main(String[] arguments) throws Exception {
    CaptureServer server =
        CaptureServer.start(
            new CaptureOptions(
                new DataDirectory(Path.of(arguments[0])),
                Config.of(
                    Map.of("capture.segment_bytes", "65536", "capture.durability", arguments[2])),
                0,
                () -> arguments[1],
                InstantSource.system()));
    System.out.println("port " + server.port());
    Thread.currentThread().join();
  }

  /** Starts a child of 256 MiB and returns when it serves. */
  public static CaptureProcess start(Path data, String bootstrapServers, Durability durability)
      throws IOException {
    return start(java(data, bootstrapServers, durability));
  }

  /** The same where the system refuses to let any file grow beyond so many kibibytes. */
  public static CaptureProcess startWithFilesUpTo(int kibibytes, Path data) throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", "-c"));
    command.add("ulimit -f " + kibibytes + "; exec \"$0\" \"$@\"");
    command.addAll(java(data, "", Durability.PROCESS));
    return start(command);
  }

  private static List<String> java(Path data, String bootstrapServers, Durability durability) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        CaptureProcess.class.getName(),
        data.toString(),
        bootstrapServers,
        durability.toString());
  }

  private static CaptureProcess start(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader lines = process.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("port ")) {
        return new CaptureProcess(process, Integer.parseInt(line.substring(5)));
      }
    }
    throw new AssertionError("The capture process ended before it served");
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  /** Ends the process the way a kill -9 does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
