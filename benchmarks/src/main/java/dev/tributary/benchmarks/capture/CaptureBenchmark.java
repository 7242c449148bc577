package dev.tributary.benchmarks.capture;

import dev.tributary.benchmarks.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The edge beside nginx on the same machine: each server on one processor, the generator on the
 * other, the two sides in turn.
 *
 * <p>A rate is answers a second of the server's processor time, which is what one processor can do
 * whether or not the generator keeps it busy.
 */
public final class CaptureBenchmark {

  private static final String LINK = "/r/launch";
  private static final String DESTINATION = "https://shop.example/autumn?size=m";
  private static final int SERVER_PROCESSOR = 0;
  private static final int OTHER_PROCESSOR = 1;
  private static final int OPEN_LOOP_CONNECTIONS = 64;
  private static final double OPEN_LOOP_SHARE = 0.3;

  private final CaptureCommands commands;
  private final Sizes sizes;
  private final Path folder;
  private final Consumer<String> progress;
  private final List<Comparison> rows = new ArrayList<>();

  private CaptureBenchmark(
      CaptureCommands commands, Sizes sizes, Path folder, Consumer<String> progress) {
    this.commands = commands;
    this.sizes = sizes;
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * All modes, kinds of connection and bars.
   *
   * @param folder scratch; needs room for some gibibytes of journal
   * @param progress hears what is being done
   */
  public static List<Comparison> full(
      CaptureCommands commands, Path folder, Consumer<String> progress)
      throws IOException, InterruptedException {
    return new CaptureBenchmark(commands, Sizes.FULL, folder, progress).run();
  }

  /** The same, shorter and with fewer kinds of connection. */
  public static List<Comparison> quick(
      CaptureCommands commands, Path folder, Consumer<String> progress)
      throws IOException, InterruptedException {
    return new CaptureBenchmark(commands, Sizes.QUICK, folder, progress).run();
  }

  private List<Comparison> run() throws IOException, InterruptedException {
    pinOurselves();
    Path nginx = Nginx.installed();
    if (nginx == null) {
      progress.accept("nginx is not here and can't be installed: our figures stand alone.");
    } else {
      progress.accept("Peer: " + Nginx.version(nginx));
    }
    try (ServerProcess peer =
        nginx == null ? null : Nginx.start(nginx, folder.resolve("nginx"), SERVER_PROCESSOR)) {
      mode("process", peer);
      mode("power", peer);
      brokered(peer);
    }
    return rows;
  }

  private void brokered(ServerProcess peer) throws IOException, InterruptedException {
    int port = ServerProcess.freePort();
    Path data = folder.resolve("kafka");
    try (Broker broker = new Broker(commands, data, port, OTHER_PROCESSOR)) {
      broker.start();
      mode("brokered", peer, Map.of("kafka.bootstrap_servers", "127.0.0.1:" + port));
      rows.addAll(
          new Outage(commands, folder.resolve("outage"), sizes, progress)
              .run(broker, port, SERVER_PROCESSOR));
    }
  }

  private void mode(String durability, ServerProcess peer) throws IOException {
    mode(durability, peer, Map.of());
  }

  private void mode(String durability, ServerProcess peer, Map<String, String> more)
      throws IOException {
    progress.accept("Mode " + durability + " ...");
    try (ServerProcess ours = capture(durability, more)) {
      heat(ours);
      for (Reuse reuse : Reuse.values()) {
        for (int connections : sizes.connections()) {
          compare(durability, ours, peer, connections, reuse);
        }
      }
      if (durability.equals("process")) {
        logged(ours, peer);
        openLoop(ours, peer);
      }
    }
  }

  private ServerProcess capture(String durability, Map<String, String> more) throws IOException {
    Path data = Files.createDirectories(folder.resolve(durability));
    commands.registerLink(data, DESTINATION);
    Map<String, String> settings = new java.util.TreeMap<>(more);
    settings.put("capture.durability", durability);
    settings.put("capture.journal_bytes", Long.toString(64L << 30));
    int port = ServerProcess.freePort();
    return ServerProcess.start(
        commands.capture(data, port, settings),
        port,
        SERVER_PROCESSOR,
        folder.resolve(durability + ".log"));
  }

  private void heat(ServerProcess ours) throws IOException {
    for (Reuse reuse : Reuse.values()) {
      Duration half = sizes.heat().dividedBy(2);
      try (Generator generator = new Generator(ours.port(), LINK, 64, reuse)) {
        generator.saturate(Duration.ZERO, half);
      }
    }
  }

  private void compare(
      String durability, ServerProcess ours, ServerProcess peer, int connections, Reuse reuse)
      throws IOException {
    Cell us = new Cell();
    Cell them = new Cell();
    for (int round = 0; round < sizes.rounds(); round++) {
      saturate(ours, LINK, connections, reuse, us);
      if (peer != null) {
        saturate(peer, LINK, connections, reuse, them);
      }
    }
    double bound = bound(durability, connections, reuse);
    String what = "302, " + durability + ", " + connections + " connections, " + reuse;
    // A reply that waits for the disk or for Kafka leaves the processor idle: what counts is time.
    boolean waits = !durability.equals("process");
    double our = waits ? us.rate() : us.perProcessorSecond();
    Double peers = peer == null ? null : (waits ? them.rate() : them.perProcessorSecond());
    rows.add(
        row(
            bar(durability, connections, reuse),
            what,
            our,
            peers,
            waits ? "1/s" : "1/processor-s",
            bound));
    progress.accept(
        String.format(
            "  %s: %.0f/s (%.0f a processor second)%s",
            what,
            us.rate(),
            us.perProcessorSecond(),
            peer == null
                ? ""
                : String.format(", nginx %.0f/s (%.0f)", them.rate(), them.perProcessorSecond())));
  }

  private static String bar(String durability, int connections, Reuse reuse) {
    if (reuse == Reuse.KEEP_ALIVE && durability.equals("process") && connections == 64) {
      return "1";
    }
    return reuse == Reuse.KEEP_ALIVE && durability.equals("power") && connections == 512
        ? "2"
        : "capture";
  }

  private static double bound(String durability, int connections, Reuse reuse) {
    return switch (bar(durability, connections, reuse)) {
      case "1" -> 0.8;
      case "2" -> 0.35;
      default -> 0;
    };
  }

  private static Comparison row(
      String bar, String what, double ours, Double peer, String unit, double bound) {
    double ratio = peer == null ? Double.NaN : ours / peer;
    return new Comparison(
        bar,
        what,
        ours,
        peer,
        unit,
        ratio,
        bound == 0 ? "none" : ">= " + bound + "x",
        peer != null && ratio >= bound);
  }

  private void saturate(ServerProcess server, String path, int connections, Reuse reuse, Cell cell)
      throws IOException {
    try (Generator generator = new Generator(server.port(), path, connections, reuse)) {
      generator.saturate(Duration.ZERO, sizes.warm());
      double before = server.processorSeconds();
      Load load = generator.saturate(Duration.ZERO, sizes.measured());
      cell.add(load, Math.max(0.01, server.processorSeconds() - before));
    }
  }

  private void logged(ServerProcess ours, ServerProcess peer) throws IOException {
    if (peer == null) {
      return;
    }
    Cell us = new Cell();
    Cell them = new Cell();
    for (int round = 0; round < sizes.rounds(); round++) {
      saturate(ours, LINK, 64, Reuse.KEEP_ALIVE, us);
      saturate(peer, "/logged/launch", 64, Reuse.KEEP_ALIVE, them);
    }
    rows.add(
        row(
            "1 stretch",
            "302, process, 64 connections, keep-alive, against nginx with its access log",
            us.perProcessorSecond(),
            them.perProcessorSecond(),
            "1/processor-s",
            1.0));
  }

  /** Both at the same rate, three tenths of what nginx can do. */
  private void openLoop(ServerProcess ours, ServerProcess peer) throws IOException {
    if (peer == null) {
      return;
    }
    Cell most = new Cell();
    for (int round = 0; round < sizes.rounds(); round++) {
      saturate(peer, LINK, OPEN_LOOP_CONNECTIONS, Reuse.KEEP_ALIVE, most);
    }
    double rate = OPEN_LOOP_SHARE * most.rate();
    List<Double> us = new ArrayList<>();
    List<Double> them = new ArrayList<>();
    List<Double> median = new ArrayList<>();
    for (int round = 0; round < sizes.rounds(); round++) {
      Load our = openLoop(ours, rate);
      us.add(our.milliseconds(99));
      median.add(our.milliseconds(50));
      them.add(openLoop(peer, rate).milliseconds(99));
    }
    double our = Cell.median(us);
    double peers = Cell.median(them);
    progress.accept(
        String.format(
            "  open loop at %.0f/s: p50 %.2f ms, p99 %.2f ms, nginx p99 %.2f ms",
            rate, Cell.median(median), our, peers));
    rows.add(
        new Comparison(
            "3",
            String.format("p99 of a redirect, open loop at %.0f/s", rate),
            our,
            peers,
            "ms",
            peers / our,
            "<= nginx + 1 ms",
            our <= peers + 1));
  }

  private Load openLoop(ServerProcess server, double rate) throws IOException {
    try (Generator generator =
        new Generator(server.port(), LINK, OPEN_LOOP_CONNECTIONS, Reuse.KEEP_ALIVE)) {
      return generator.openLoop(rate, sizes.warm(), sizes.measured().multipliedBy(2));
    }
  }

  /** The generator's threads leave the server its processor. */
  private static void pinOurselves() throws IOException, InterruptedException {
    new ProcessBuilder(
            "taskset",
            "-a",
            "-c",
            "-p",
            Integer.toString(OTHER_PROCESSOR),
            Long.toString(ProcessHandle.current().pid()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
