package dev.tributary.cli.launch;

import dev.tributary.broker.FreePort;
import dev.tributary.cli.DataOptions;
import dev.tributary.core.config.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The whole platform as two supervised processes: capture, and Kafka with Spark and serving. */
public final class Platform implements AutoCloseable {

  /** Spark's start on a busy machine of two cores, with room to spare. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Supervisor supervisor;
  private final Map<String, String> addresses = new ConcurrentHashMap<>();

  private Platform() {
    supervisor = new Supervisor(this::heard);
  }

  /**
   * Starts both processes and returns when both serve.
   *
   * @param jvmOptions of the process of Kafka, Spark and serving, after those of the launcher
   */
  public static Platform start(DataOptions data, Ports ports, List<String> jvmOptions)
      throws InterruptedException {
    // An address holds also after a process was started again.
    int kafka = chosen(ports.kafka());
    int serve = chosen(ports.serve());
    int capture = chosen(ports.capture());
    boolean external = !data.config().value(KafkaSettings.BOOTSTRAP_SERVERS).isEmpty();
    Platform platform = new Platform();
    try {
      platform.supervisor.keep(
          new ChildPlan(
              "platform", platformCommand(data, serve, kafka, jvmOptions), external ? 1 : 2));
      platform.supervisor.keep(
          new ChildPlan("capture", captureCommand(data, capture, external ? 0 : kafka), 1));
      platform.supervisor.awaitReady(PATIENCE);
    } catch (RuntimeException | InterruptedException e) {
      platform.close();
      throw e;
    }
    return platform;
  }

  private static int chosen(int port) {
    return port == 0 ? FreePort.any() : port;
  }

  private static List<String> platformCommand(
      DataOptions data, int serve, int kafka, List<String> jvmOptions) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "platform",
                "--serve-port",
                Integer.toString(serve),
                "--kafka-port",
                Integer.toString(kafka)));
    arguments.addAll(data.arguments());
    return JavaProcess.command("full", jvmOptions, arguments);
  }

  private static List<String> captureCommand(DataOptions data, int capture, int kafka) {
    List<String> arguments =
        new ArrayList<>(List.of("capture", "--port", Integer.toString(capture)));
    arguments.addAll(data.arguments());
    if (kafka != 0) {
      arguments.addAll(
          List.of("--set", KafkaSettings.BOOTSTRAP_SERVERS.key() + "=127.0.0.1:" + kafka));
    }
    return JavaProcess.command("capture", List.of(), arguments);
  }

  private void heard(String line) {
    System.out.println(line);
    System.out.flush();
    String[] words = line.split(" ");
    if (words.length == 3 && words[0].equals("ready")) {
      addresses.put(words[1], words[2]);
    }
  }

  /** Where a server listens: {@code capture}, {@code dashboard} or {@code kafka}. */
  public String address(String server) {
    return addresses.get(server);
  }

  /** Waits until the platform was closed; throws the problem where a process could not run. */
  public void awaitEnd() throws InterruptedException {
    supervisor.awaitEnd();
  }

  @Override
  public void close() {
    supervisor.close();
  }
}
