package dev.tributary.cli.drill;

import dev.tributary.broker.FreePort;
import dev.tributary.cli.launch.JavaProcess;
import dev.tributary.cli.output.Problem;
import dev.tributary.core.config.DataDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Kafka, capture and the speed layer on one data directory, each in a process of its own, on ports
 * that they keep over their restarts.
 */
final class Parts implements AutoCloseable {

  /** Spark's start on a busy machine of two cores, with room to spare. */
  private static final Duration TO_START = Duration.ofMinutes(5);

  private final DataDirectory data;
  private final Path logs;
  private final int kafkaPort = FreePort.any();
  private final String kafka = "127.0.0.1:" + kafkaPort;
  private DrilledProcess broker;
  private DrilledProcess capture;
  private DrilledProcess speed;
  private String address;
  private boolean speedWasReady;
  private long endedByItself;

  private Parts(DataDirectory data, Path logs) {
    this.data = data;
    this.logs = logs;
  }

  /** Starts all of them, and returns when all serve. */
  static Parts start(DataDirectory data, Path logs) throws IOException, InterruptedException {
    Parts parts = new Parts(data, logs);
    try {
      CaptureProcess.register(data.root(), Shoppers.LINK);
      parts.startBroker();
      parts.capture =
          CaptureProcess.start(
              data.root(),
              0,
              Map.of("kafka.bootstrap_servers", parts.kafka),
              logs.resolve("capture.log"));
      parts.address = parts.capture.awaitReady(TO_START);
      parts.broker.awaitReady(TO_START);
      parts.startSpeed();
      parts.awaitSpeed();
      return parts;
    } catch (IOException | InterruptedException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  String kafka() {
    return kafka;
  }

  /** Where capture takes clicks and events. */
  String address() {
    return address;
  }

  Lanes lanes() {
    return new Lanes(data, kafka);
  }

  /** How often the speed layer ended although nobody had killed it. */
  long endedByItself() {
    return endedByItself;
  }

  void killBroker(Duration gone) throws IOException, InterruptedException {
    broker.kill();
    Thread.sleep(gone.toMillis());
    startBroker();
    broker.awaitReady(TO_START);
  }

  void killSpeed() throws InterruptedException {
    speed.kill();
  }

  void stopSpeed() throws InterruptedException {
    speed.stop();
  }

  void startSpeed() throws IOException {
    speedWasReady = false;
    // A pause between batches, or the lane alone keeps a core busy that the nights need.
    speed =
        full("speed", List.of("speed", "--set", "speed.attribution_interval_ms=2000"), "-Xmx1g");
  }

  void awaitSpeed() throws InterruptedException {
    speed.awaitReady(TO_START);
    speedWasReady = true;
  }

  /**
   * Starts the speed layer again where it ended by itself, as a supervisor does: without a broker a
   * lane may end, and then says so.
   */
  void tend() throws IOException, InterruptedException {
    if (speed.alive()) {
      return;
    }
    if (!speedWasReady) {
      throw speed.problem("ended before it served");
    }
    endedByItself++;
    startSpeed();
    awaitSpeed();
  }

  /** What to say where the speed layer does not do as it should. */
  Problem stuck(String what) {
    return speed.problem(what);
  }

  /** Waits until all of capture's journal is in Kafka. */
  void awaitShipped(Duration patience) throws IOException, InterruptedException {
    CaptureProcess.awaitShipped(address, patience);
  }

  private void startBroker() throws IOException {
    broker =
        full("kafka", List.of("kafka", "--kafka-port", Integer.toString(kafkaPort)), "-Xmx384m");
  }

  private DrilledProcess full(String name, List<String> command, String heap) throws IOException {
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(
        List.of("--data", data.root().toString(), "--set", "kafka.bootstrap_servers=" + kafka));
    List<String> options = new ArrayList<>(JavaProcess.shortLived());
    options.add(heap);
    return DrilledProcess.start(
        name, JavaProcess.command("full", options, arguments), logs.resolve(name + ".log"));
  }

  /** Ends all of them, as a kill does: what is to be kept has been looked at. */
  @Override
  public void close() {
    for (DrilledProcess part : new DrilledProcess[] {speed, capture, broker}) {
      if (part != null) {
        part.close();
      }
    }
  }
}
