package dev.tributary.cli.drill;

import dev.tributary.cli.launch.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The capture layer as anybody runs it, in a process that is there to be killed. */
final class KilledCapture {

  private static final String READY = "ready capture ";

  private final Process process;
  private final CompletableFuture<String> address = new CompletableFuture<>();

  private KilledCapture(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "output-of-capture");
    reader.setDaemon(true);
    reader.start();
  }

  static KilledCapture start(Path data, Map<String, String> settings, Path log) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("capture", "--data", data.toString(), "--port", "0"));
    settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    List<String> command = JavaProcess.command("capture", JavaProcess.shortLived(), arguments);
    return new KilledCapture(
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start());
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(READY)) {
          address.complete(line.substring(READY.length()));
        }
      }
    } catch (IOException e) {
      address.completeExceptionally(e); // The pipe of a process that was killed.
      return;
    }
    address.completeExceptionally(new IOException("The capture layer ended before it served"));
  }

  /**
   * Where it serves.
   *
   * @throws IOException when it ended instead, or did not start in a minute
   */
  String awaitAddress() throws IOException, InterruptedException {
    try {
      return address.get(1, TimeUnit.MINUTES);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("The capture layer did not start; its log says why", e);
    }
  }

  /** Ends it the way a kill -9 does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end, and waits until it has. */
  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
