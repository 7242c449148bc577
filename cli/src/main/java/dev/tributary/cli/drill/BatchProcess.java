package dev.tributary.cli.drill;

import dev.tributary.batch.Step;
import dev.tributary.cli.launch.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Commands as anybody runs them, in processes of their own.
 *
 * @param log takes what they say
 */
record BatchProcess(Path log, String from, String to) {

  /** Publishes the days. */
  void publish(Path data) throws IOException, InterruptedException {
    run("full", batch(data));
  }

  /** Takes events into the raw log. */
  void take(Path data, Path events) throws IOException, InterruptedException {
    run(
        "full",
        "import",
        events.toString(),
        "--as",
        "events-jsonl",
        "--data",
        data.toString(),
        "--format",
        "csv");
  }

  /** Runs a command to its end. */
  void run(String weight, String... arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command(weight, arguments))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (process.waitFor() != 0) {
      List<String> said = Files.readAllLines(log);
      throw new IOException(
          "tributary "
              + String.join(" ", arguments)
              + " failed: "
              + String.join("\n", said.subList(Math.max(0, said.size() - 5), said.size())));
    }
  }

  /** Publishes the days and is killed so long after it said that it reached a step. */
  void killAt(Step step, int millis, Path data) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command("full", batch(data)))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null && !line.equals("batch: " + step.progress())) {
        line = lines.readLine();
      }
      if (line == null) {
        throw new IOException("The batch ended before it said '" + step.progress() + "'");
      }
      Thread.sleep(millis);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private String[] batch(Path data) {
    // However few events there are, the layout is kept, so that kills meet its commits.
    return new String[] {
      "batch",
      "--from",
      from,
      "--to",
      to,
      "--data",
      data.toString(),
      "--set",
      "batch.keep_from_events=0",
      "--set",
      "batch.buckets=2"
    };
  }

  private static List<String> command(String weight, String... arguments) {
    return JavaProcess.command(weight, JavaProcess.shortLived(), List.of(arguments));
  }
}
