package dev.tributary.benchmarks.capture;

import dev.tributary.benchmarks.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

  /**
   * Until the generator's own code for it is compiled, which would count against whoever is asked.
   */
  private static final int OPEN_LOOPS_TO_WARM = 3;

  /** A stall of the machine falls on one of them: a tail needs more rounds than a rate. */
  private static final int OPEN_LOOPS_A_ROUND = 3;

  private static final Duration LONGEST_ROUND = Duration.ofSeconds(4);
  private static final Duration LONGEST_HEAT = Duration.ofSeconds(60);

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
   * All kinds of connection, with the outage of five minutes.
   *
   * @param folder scratch; needs room for some gibibytes of journal
   * @param progress hears what is being done
   */
  public static CaptureBenchmark full(
      CaptureCommands commands, Path folder, Consumer<String> progress) {
    return new CaptureBenchmark(commands, Sizes.FULL, folder, progress);
  }

  /** Shorter, with fewer kinds of connection and an outage of seconds. */
  public static CaptureBenchmark quick(
      CaptureCommands commands, Path folder, Consumer<String> progress) {
    return new CaptureBenchmark(commands, Sizes.QUICK, folder, progress);
  }

  /** Measures these parts, once. */
  public List<Comparison> run(Set<Part> parts) throws IOException, InterruptedException {
    pinOurselves();
    if (parts.contains(Part.OUTAGE)) {
      outage();
    }
    if (!parts.equals(Set.of(Part.OUTAGE))) {
      modes(parts);
    }
    return rows;
  }

  private void modes(Set<Part> parts) throws IOException, InterruptedException {
    Path nginx = Nginx.installed();
    if (nginx == null) {
      progress.accept("nginx is not here and can't be installed: our figures stand alone.");
    } else {
      progress.accept("Peer: " + Nginx.version(nginx));
    }
    try (ServerProcess peer =
        nginx == null ? null : Nginx.start(nginx, folder.resolve("nginx"), SERVER_PROCESSOR)) {
      if (parts.contains(Part.PROCESS)) {
        mode("process", peer, Map.of());
      }
      if (parts.contains(Part.POWER)) {
        mode("power", peer, Map.of());
      }
      if (parts.contains(Part.BROKERED)) {
        brokered(peer);
      }
    }
  }

  private void brokered(ServerProcess peer) throws IOException {
    int port = ServerProcess.freePort();
    try (Broker broker = new Broker(commands, folder.resolve("kafka"), port, OTHER_PROCESSOR)) {
      broker.start();
      mode("brokered", peer, Map.of("kafka.bootstrap_servers", "127.0.0.1:" + port));
    }
  }

  private void outage() throws IOException, InterruptedException {
    int port = ServerProcess.freePort();
    Path data = folder.resolve("outage-kafka");
    try (Broker broker = new Broker(commands, data, port, OTHER_PROCESSOR)) {
      broker.start();
      rows.addAll(
          new Outage(commands, folder.resolve("outage"), sizes, progress)
              .run(broker, port, SERVER_PROCESSOR));
    }
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
    Map<String, String> settings = new TreeMap<>(more);
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
      long answers = reuse == Reuse.KEEP_ALIVE ? sizes.heat() : sizes.heat() / 8;
      try (Generator generator = new Generator(ours.port(), LINK, 64, reuse)) {
        generator.saturateUntil(answers, LONGEST_HEAT);
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
    String what = "302, " + durability + ", " + connections + " connections, " + reuse;
    // A reply that waits for the disk or for Kafka leaves the processor idle: what counts is time.
    boolean waits = !durability.equals("process");
    double our = waits ? us.rate() : us.perProcessorSecond();
    Double peers = peer == null ? null : (waits ? them.rate() : them.perProcessorSecond());
    Bar bar = Bar.of(durability, connections, reuse);
    rows.add(bar.row(what, our, peers, waits ? "1/s" : "1/processor-s"));
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

  private void saturate(ServerProcess server, String path, int connections, Reuse reuse, Cell cell)
      throws IOException {
    try (Generator generator = new Generator(server.port(), path, connections, reuse)) {
      generator.saturate(Duration.ZERO, sizes.warm());
      double before = server.processorSeconds();
      Load load = generator.saturateUntil(sizes.answers(connections, reuse), LONGEST_ROUND);
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
        new Bar("1 stretch", 1.0)
            .row(
                "302, process, 64 connections, keep-alive, against nginx with its access log",
                us.perProcessorSecond(),
                them.perProcessorSecond(),
                "1/processor-s"));
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
    for (int round = 0; round < OPEN_LOOPS_TO_WARM; round++) {
      openLoop(ours, rate);
      openLoop(peer, rate);
    }
    for (int round = 0; round < OPEN_LOOPS_A_ROUND * sizes.rounds(); round++) {
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
