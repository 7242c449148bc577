package dev.tributary.cli.drill;

import dev.tributary.batch.Step;
import dev.tributary.cli.launch.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Commands as anybody runs them, in processes of their own.
 *
 * @param log takes what they say
 */
record BatchProcess(Path log, String from, String to) {

  /** A run takes half a minute; on a machine with much other work a few. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** Makes events of the days up to the last one; answers their file. */
  Path simulate(Path folder, int visitors, int days) throws IOException, InterruptedException {
    run(
        "light",
        "simulate",
        "--out",
        folder.toString(),
        "--visitors",
        Integer.toString(visitors),
        "--days",
        Integer.toString(days),
        "--seed",
        "1",
        "--to",
        to);
    return folder.resolve("events.jsonl");
  }

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
    try (DrilledProcess process = start(weight, arguments)) {
      process.awaitSuccess(LONGEST);
    }
  }

  /** Publishes the days and is killed so long after it said that it reached a step. */
  void killAt(Step step, int millis, Path data) throws IOException, InterruptedException {
    String line = "batch: " + step.progress();
    try (DrilledProcess process = begin(data)) {
      process.awaitLine(line::equals, "say '" + step.progress() + "'", LONGEST);
      Thread.sleep(millis);
      process.kill();
    }
  }

  /** Starts publishing the days. */
  DrilledProcess begin(Path data) throws IOException {
    return start("full", batch(data));
  }

  private DrilledProcess start(String weight, String... arguments) throws IOException {
    return DrilledProcess.start("tributary " + arguments[0], command(weight, arguments), log);
  }

  /** What 'tributary batch' is told to publish the days. */
  List<String> options(Path data) {
    // However few events there are, the layout is kept, so that its commits are met too.
    return List.of(
        "--from",
        from,
        "--to",
        to,
        "--data",
        data.toString(),
        "--set",
        "batch.keep_from_events=0",
        "--set",
        "batch.buckets=2");
  }

  private String[] batch(Path data) {
    return Stream.concat(Stream.of("batch"), options(data).stream()).toArray(String[]::new);
  }

  private static List<String> command(String weight, String... arguments) {
    return JavaProcess.command(weight, JavaProcess.shortLived(), List.of(arguments));
  }
}
