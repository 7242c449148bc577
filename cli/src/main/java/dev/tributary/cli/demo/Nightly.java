package dev.tributary.cli.demo;

import dev.tributary.cli.DataOptions;
import dev.tributary.cli.launch.JavaProcess;
import dev.tributary.cli.output.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The nightly batch, run as the scheduler runs it: a process of its own beside the platform. */
final class Nightly {

  private Nightly() {}

  /** Publishes the history and answers what the command printed. */
  static String publish(DataOptions data, DemoSize size) throws InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "batch", "--from", size.firstDay().toString(), "--to", size.lastDay().toString()));
    arguments.addAll(data.arguments());
    List<String> jvmOptions = new ArrayList<>(JavaProcess.shortLived());
    jvmOptions.add("-Xmx1g");
    try {
      Process process =
          new ProcessBuilder(JavaProcess.command("full", jvmOptions, arguments))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new Problem(
            "The nightly batch failed.", "Its own message is above.", "Mend it and start again.");
      }
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException("The nightly batch could not be started", e);
    }
  }
}
