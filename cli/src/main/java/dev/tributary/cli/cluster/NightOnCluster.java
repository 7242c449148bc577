package dev.tributary.cli.cluster;

import dev.tributary.benchmarks.NightFigures;
import dev.tributary.benchmarks.SubmittedNight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A nightly run on a fresh standalone cluster of two workers with a core each, and what it took.
 *
 * @param folder for the files of the clusters
 * @param driverHeap heap of the driver, as 1g
 * @param executorHeap heap of each of the two executors
 * @param workerMemory what each worker may give to executors
 */
public record NightOnCluster(
    Path folder, String driverHeap, String executorHeap, String workerMemory)
    implements SubmittedNight {

  private static final int WORKERS = 2;

  @Override
  public NightFigures run(Path data, LocalDate from, LocalDate to)
      throws IOException, InterruptedException {
    Path mine = Files.createTempDirectory(folder, "cluster-");
    Path events = Files.createDirectory(mine.resolve("events"));
    Map<String, String> settings = new LinkedHashMap<>(EventLog.settings(events));
    settings.put("spark.executor.memory", executorHeap);
    settings.put("spark.driver.host", "127.0.0.1");
    settings.put("spark.driver.bindAddress", "127.0.0.1");
    List<String> options =
        List.of("--from", from.toString(), "--to", to.toString(), "--data", data.toString());
    try (StandaloneCluster cluster = StandaloneCluster.start(mine, WORKERS, workerMemory)) {
      SubmittedBatch batch =
          new SubmittedBatch(
              cluster.master(), List.of("-Xmx" + driverHeap), settings, mine.resolve("batch.log"));
      long begin = System.nanoTime();
      Process driver = batch.start(options);
      try (PeakMemory memory =
          new PeakMemory(() -> Stream.concat(cluster.processes(), Stream.of(driver.toHandle())))) {
        batch.finish(driver);
        double seconds = (System.nanoTime() - begin) / 1e9;
        EventLog told = EventLog.read(events);
        return new NightFigures(
            seconds,
            memory.processorTime().toMillis() / 1e3,
            memory.processes(),
            memory.bytes(),
            memory.largestBytes(),
            told.tasks().values().stream().mapToLong(Long::longValue).sum(),
            told.shuffledBytes(),
            told.spilledBytes(),
            told.peakTaskBytes());
      } finally {
        driver.destroyForcibly().waitFor();
      }
    }
  }
}
