package dev.tributary.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.cli.launch.JavaProcess;
import dev.tributary.cli.output.Problem;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A standalone Spark cluster of the jars of this build: a master and workers with one core each,
 * every one a process of its own that listens on this machine only.
 */
public final class StandaloneCluster implements AutoCloseable {

  private static final String DEPLOY = "org.apache.spark.deploy.";
  private static final String HERE = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path folder;
  private final int port = freePort();
  private final URI state = URI.create("http://" + HERE + ":" + freePort() + "/json/");
  private final List<Process> daemons = new ArrayList<>();
  private final int workers;

  private StandaloneCluster(Path folder, int workers) {
    this.folder = folder;
    this.workers = workers;
  }

  /**
   * Starts it and waits until all workers are there.
   *
   * @param folder for logs and the workers' files; made where it is not there
   * @param workerMemory what the executors on one worker may take together, as 2g
   * @throws Problem when a worker does not join the master
   */
  public static StandaloneCluster start(Path folder, int workers, String workerMemory)
      throws IOException, InterruptedException {
    StandaloneCluster cluster = new StandaloneCluster(folder, workers);
    try {
      // Workers look for Spark's jars there, even where executors bring theirs in their class path.
      Files.createDirectories(folder.resolve("home/jars"));
      cluster.daemon(
          "master.Master",
          "--host",
          HERE,
          "--port",
          Integer.toString(cluster.port),
          "--webui-port",
          Integer.toString(cluster.state.getPort()));
      for (int worker = 0; worker < workers; worker++) {
        cluster.daemon(
            "worker.Worker",
            "--host",
            HERE,
            "--cores",
            "1",
            "--memory",
            workerMemory,
            "--webui-port",
            "0",
            "--work-dir",
            cluster.workOf(worker).toString(),
            cluster.master());
      }
      cluster.awaitWorkers();
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException failure) {
      cluster.close();
      throw failure;
    }
  }

  /** The address for {@code --master}. */
  public String master() {
    return "spark://" + HERE + ":" + port;
  }

  /** Master, workers, and the executors that run now. */
  Stream<ProcessHandle> processes() {
    return daemons.stream()
        .map(Process::toHandle)
        .flatMap(daemon -> Stream.concat(Stream.of(daemon), daemon.descendants()));
  }

  /** How many workers have run an executor. */
  public long workersUsed() throws IOException {
    long used = 0;
    for (int worker = 0; worker < workers; worker++) {
      Path work = workOf(worker);
      if (Files.isDirectory(work)) {
        try (Stream<Path> applications = Files.list(work)) {
          used += applications.findAny().isPresent() ? 1 : 0;
        }
      }
    }
    return used;
  }

  /** Ends a worker and its executors with -9. */
  public void killWorker(int worker) {
    ProcessHandle killed = daemons.get(worker + 1).toHandle(); // The first is the master.
    List<ProcessHandle> all = Stream.concat(Stream.of(killed), killed.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  private Path workOf(int worker) {
    return folder.resolve("worker-" + worker);
  }

  private void daemon(String main, String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            JavaProcess.running("full", List.of("-Xmx160m"), DEPLOY + main, List.of(arguments)));
    builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
    builder.environment().put("SPARK_LOCAL_DIRS", folder.resolve("shuffle").toString());
    builder.environment().put("SPARK_LOCAL_IP", HERE);
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(folder.resolve("cluster.log").toFile()));
    daemons.add(builder.start());
  }

  /** The daemons log nothing that could be waited for, but the master tells its state. */
  private void awaitWorkers() throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (aliveWorkers() < workers) {
      if (!daemons.stream().allMatch(Process::isAlive)) {
        throw notStarted("One of its processes ended at once.");
      }
      if (System.nanoTime() > until) {
        throw notStarted(
            "Not all of its workers joined the master within " + PATIENCE.toSeconds() + " s.");
      }
      Thread.sleep(200);
    }
  }

  private Problem notStarted(String why) {
    return new Problem(
        "The Spark cluster did not start.",
        why,
        "See " + folder.resolve("cluster.log") + " and whether the machine has memory left.");
  }

  private int aliveWorkers() {
    try {
      JsonNode told = new ObjectMapper().readTree(state.toURL());
      return told.path("aliveworkers").asInt();
    } catch (IOException notYet) {
      return 0; // The master does not listen yet; whoever waits knows how long to.
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("There is no free port", e);
    }
  }

  /** Ends all of it. */
  @Override
  public void close() {
    List<ProcessHandle> all = processes().toList();
    daemons.forEach(Process::destroy);
    all.forEach(one -> one.onExit().join());
  }
}
