package dev.tributary.cli.drill;

import dev.tributary.batch.Step;
import dev.tributary.cli.cluster.EventLog;
import dev.tributary.cli.cluster.StandaloneCluster;
import dev.tributary.cli.cluster.SubmittedBatch;
import dev.tributary.cli.launch.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.apache.commons.io.FileUtils;

/**
 * Runs a night by itself, then by spark-submit on a standalone cluster of two workers, then there
 * again while one of the workers is killed with -9, and compares what readers see.
 */
public final class ClusterBatch {

  private static final String FIRST_DAY = "2026-03-12";
  private static final String LAST_DAY = "2026-03-14";
  private static final int WORKERS = 2;

  private final Path folder;
  private final BatchProcess batch;

  /** The drill in an empty folder. */
  public ClusterBatch(Path folder) {
    this.folder = folder.toAbsolutePath();
    this.batch = new BatchProcess(this.folder.resolve("children.log"), FIRST_DAY, LAST_DAY);
  }

  /**
   * Runs the night three times.
   *
   * @param progress hears how many runs are done
   */
  public List<Finding> run(IntConsumer progress) throws IOException, InterruptedException {
    Path events = batch.simulate(folder.resolve("simulated"), 300, 3);
    Path alone = folder.resolve("alone");
    batch.take(alone, events);
    Path submitted = copy(alone, "submitted");
    Path bereft = copy(alone, "bereft");
    batch.publish(alone);
    List<String> expected = Reports.of(alone);
    progress.accept(1);

    Path told = Files.createDirectories(folder.resolve("events"));
    long used;
    try (StandaloneCluster cluster = cluster("whole")) {
      submitted(cluster, "whole", EventLog.settings(told)).run(batch.options(submitted));
      used = cluster.workersUsed();
    }
    long executors = EventLog.read(told).tasks().size();
    progress.accept(2);
    try (StandaloneCluster cluster = cluster("bereft")) {
      submitted(cluster, "bereft", Map.of())
          .run(
              batch.options(bereft),
              "batch: " + Step.LAID_OUT.progress(),
              () -> cluster.killWorker(0));
    }
    progress.accept(3);
    return List.of(
        Finding.told("rows that a run by itself publishes", Reports.rows(expected)),
        new Finding("workers that had an executor", used, "2", used == WORKERS),
        new Finding("executors that did tasks", executors, "2", executors == WORKERS),
        Finding.none(
            "rows that the submitted run publishes otherwise",
            Reports.different(expected, Reports.of(submitted))),
        Finding.none(
            "rows that it publishes otherwise when a worker is killed",
            Reports.different(expected, Reports.of(bereft))));
  }

  private StandaloneCluster cluster(String name) throws IOException, InterruptedException {
    return StandaloneCluster.start(
        Files.createDirectories(folder.resolve("cluster-" + name)), WORKERS, "1g");
  }

  private SubmittedBatch submitted(
      StandaloneCluster cluster, String name, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("spark.executor.memory", "768m");
    settings.put("spark.driver.host", "127.0.0.1");
    settings.put("spark.driver.bindAddress", "127.0.0.1");
    // As every command that ends within minutes.
    settings.put("spark.executor.extraJavaOptions", "-Duser.timezone=UTC -XX:TieredStopAtLevel=1");
    List<String> driver = new ArrayList<>(JavaProcess.shortLived());
    driver.add("-Xmx768m");
    return new SubmittedBatch(
        cluster.master(), driver, settings, folder.resolve("cluster-" + name).resolve("batch.log"));
  }

  private Path copy(Path data, String name) throws IOException {
    Path copy = folder.resolve(name);
    FileUtils.copyDirectory(data.toFile(), copy.toFile());
    return copy;
  }
}
