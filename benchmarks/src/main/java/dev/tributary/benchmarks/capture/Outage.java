package dev.tributary.benchmarks.capture;

import dev.tributary.benchmarks.Comparison;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** Kafka goes away while clicks go on coming, and comes back: bar 6. */
final class Outage {

  private static final double RATE = 2_000;
  private static final Duration NORMAL = Duration.ofSeconds(5);
  private static final Duration SLICE = Duration.ofSeconds(1);

  private final CaptureCommands commands;
  private final Path folder;
  private final Sizes sizes;
  private final Consumer<String> progress;
  private final HttpClient http = HttpClient.newHttpClient();
  private int port;

  Outage(CaptureCommands commands, Path folder, Sizes sizes, Consumer<String> progress) {
    this.commands = commands;
    this.folder = folder;
    this.sizes = sizes;
    this.progress = progress;
  }

  List<Comparison> run(Broker broker, int brokerPort, int processor)
      throws IOException, InterruptedException {
    progress.accept(
        "Outage of " + sizes.outage().toSeconds() + " s at " + (long) RATE + " clicks/s ...");
    Files.createDirectories(folder);
    commands.registerLink(folder, "https://shop.example/");
    port = ServerProcess.freePort();
    Map<String, String> settings = Map.of("kafka.bootstrap_servers", "127.0.0.1:" + brokerPort);
    try (ServerProcess ours =
            ServerProcess.start(
                commands.capture(folder, port, settings),
                port,
                processor,
                folder.resolve("capture.log"));
        Generator generator = new Generator(ours.port(), "/r/launch", 64, Reuse.KEEP_ALIVE)) {
      drive(generator, NORMAL);
      Histogram normal = drive(generator, NORMAL);
      broker.stop();
      Histogram during = drive(generator, sizes.outage());
      double backlog = records();
      broker.start();
      double rate = drained(generator);
      double missing = metric("tributary_capture_missing_records");
      double lost = metric("tributary_capture_lost_clicks_total");
      return rows(normal, during, backlog, rate, missing + lost);
    }
  }

  private static List<Comparison> rows(
      Histogram normal, Histogram during, double backlog, double rate, double lost) {
    double before = normal.getValueAtPercentile(99) / 1e6;
    double away = during.getValueAtPercentile(99) / 1e6;
    return List.of(
        new Comparison(
            "6",
            String.format("clicks lost in the outage, of a backlog of %.0f", backlog),
            lost,
            null,
            "clicks",
            lost == 0 ? 1 : 0,
            "0",
            lost == 0),
        new Comparison(
            "6",
            "p99 of a redirect while Kafka is away, against before",
            away,
            before,
            "ms",
            before / away,
            "<= 1.5x",
            away <= 1.5 * before),
        new Comparison(
            "6",
            "backlog handed to Kafka while as many clicks go on coming, against their rate",
            rate,
            RATE,
            "1/s",
            rate / RATE,
            ">= 3x",
            rate >= 3 * RATE));
  }

  private Histogram drive(Generator generator, Duration time) throws IOException {
    return generator.openLoop(RATE, Duration.ZERO, time).nanos();
  }

  /** Events a second that went to Kafka from its return until nothing waited any more. */
  private double drained(Generator generator) throws IOException, InterruptedException {
    AtomicBoolean done = new AtomicBoolean();
    double[] begun = {Double.NaN, metric("tributary_capture_shipped_sequence")};
    CompletableFuture<Double> rate =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                while (records() > RATE / 5) {
                  double shipped = metric("tributary_capture_shipped_sequence");
                  if (Double.isNaN(begun[0]) && shipped > begun[1]) {
                    begun[0] = System.nanoTime();
                    begun[1] = shipped;
                  }
                  Thread.sleep(20);
                }
                double shipped = metric("tributary_capture_shipped_sequence") - begun[1];
                return shipped / ((System.nanoTime() - begun[0]) / 1e9);
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("The drain could not be watched", e);
              } finally {
                done.set(true);
              }
            });
    while (!done.get()) {
      drive(generator, SLICE);
    }
    return rate.join();
  }

  private double records() throws IOException, InterruptedException {
    return metric("tributary_capture_journal_records");
  }

  private double metric(String name) throws IOException, InterruptedException {
    String text =
        http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    return text.lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
