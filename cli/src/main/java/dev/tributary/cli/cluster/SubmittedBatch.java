package dev.tributary.cli.cluster;

import dev.tributary.cli.launch.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * {@code tributary batch} as Spark's own spark-submit runs it: the driver here, the work on the
 * executors of a cluster.
 *
 * @param master the cluster's address
 * @param driverOptions of the driver's JVM, its heap for one
 * @param settings of Spark
 * @param log takes what the run says
 */
public record SubmittedBatch(
    String master, List<String> driverOptions, Map<String, String> settings, Path log) {

  private static final Duration LONGEST = Duration.ofHours(2);

  public SubmittedBatch {
    driverOptions = List.copyOf(driverOptions);
    settings = Map.copyOf(settings);
  }

  /** Begins the run; {@link #finish} waits for it. */
  Process start(List<String> batchOptions) throws IOException {
    return new ProcessBuilder(command(batchOptions))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Runs it to its end. */
  public void run(List<String> batchOptions) throws IOException, InterruptedException {
    finish(start(batchOptions));
  }

  /**
   * The same, doing something when the run says a line.
   *
   * @throws IOException when the run fails, or ends without saying it
   */
  public void run(List<String> batchOptions, String line, Runnable then)
      throws IOException, InterruptedException {
    Process run = start(batchOptions);
    while (run.isAlive() && !Files.readAllLines(log).contains(line)) {
      Thread.sleep(50);
    }
    if (!run.isAlive()) {
      finish(run);
      throw new IOException("The submitted batch ended before it could be seen to say: " + line);
    }
    then.run();
    finish(run);
  }

  /**
   * Waits for the end.
   *
   * @throws IOException when the run fails, or hangs
   */
  void finish(Process run) throws IOException, InterruptedException {
    if (!run.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
      run.destroyForcibly().waitFor();
      throw new IOException(
          "The submitted batch was stopped: it had not ended after "
              + LONGEST.toHours()
              + " hours. What it said last is in "
              + log
              + ".");
    }
    if (run.exitValue() != 0) {
      List<String> said = Files.readAllLines(log);
      throw new IOException(
          "The submitted batch failed: "
              + String.join("\n", said.subList(Math.max(0, said.size() - 20), said.size())));
    }
  }

  private List<String> command(List<String> batchOptions) {
    List<String> arguments = new ArrayList<>(List.of("--master", master));
    arguments.addAll(List.of("--properties-file", JavaProcess.clusterSettings().toString()));
    new TreeMap<>(settings)
        .forEach((key, value) -> arguments.addAll(List.of("--conf", key + "=" + value)));
    arguments.addAll(List.of("--class", "dev.tributary.cli.Tributary"));
    arguments.add(JavaProcess.jar().toString());
    arguments.add("batch");
    arguments.addAll(batchOptions);
    return JavaProcess.running(
        "full", driverOptions, "org.apache.spark.deploy.SparkSubmit", arguments);
  }
}
