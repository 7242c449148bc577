package dev.tributary.cli.drill;

import dev.tributary.capture.link.Link;
import dev.tributary.capture.link.LinkRegistry;
import dev.tributary.capture.link.LinkStatus;
import dev.tributary.capture.ship.Topics;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.Durability;
import dev.tributary.core.event.Campaign;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;

/**
 * Kills the capture layer with -9 at random moments of its life, again and again on the same data:
 * while it starts and repairs its journal, while it takes clicks and events, while it ships, in
 * each durability mode in turn. Then looks in Kafka for everything that was acknowledged.
 */
public final class CaptureKills {

  /** One kill in so many comes while the process starts. */
  private static final int STARTING = 4;

  private static final int LONGEST_START_MILLIS = 1_200;
  private static final int LONGEST_TRAFFIC_MILLIS = 400;

  /** Small, so that kills meet segments that begin and end. */
  private static final String SEGMENT_BYTES = "262144";

  private final Path data;
  private final String bootstrapServers;
  private final Random random;
  private final Traffic traffic = new Traffic();
  private long whileStarting;

  /**
   * The drill on an empty data directory.
   *
   * @param seed of the moments
   */
  public CaptureKills(Path data, String bootstrapServers, long seed) {
    this.data = data;
    this.bootstrapServers = bootstrapServers;
    this.random = new Random(seed);
  }

  /**
   * Kills so many times.
   *
   * @param progress hears how many kills are done
   */
  public List<Finding> run(int kills, IntConsumer progress)
      throws IOException, InterruptedException {
    new LinkRegistry(new DataDirectory(data).capture().resolve("links.json"))
        .add(
            new Link(
                Traffic.LINK,
                "https://shop.example/",
                new Campaign("drill", "email", "drill", null, null, null),
                Instant.now(),
                "drill",
                LinkStatus.ACTIVE,
                null));
    for (int kill = 0; kill < kills; kill++) {
      once(kill);
      progress.accept(kill + 1);
    }
    shipTheRest();
    return findings(kills);
  }

  private void once(int kill) throws IOException, InterruptedException {
    Durability[] modes = Durability.values();
    KilledCapture capture = start(modes[kill % modes.length]);
    if (random.nextInt(STARTING) == 0) {
      Thread.sleep(random.nextInt(LONGEST_START_MILLIS));
      capture.kill();
      whileStarting++;
      return;
    }
    List<Thread> visitors = traffic.towards(capture.awaitAddress(), "kill-" + kill);
    traffic.awaitMore();
    Thread.sleep(random.nextInt(LONGEST_TRAFFIC_MILLIS));
    capture.kill();
    for (Thread visitor : visitors) {
      visitor.join();
    }
  }

  private KilledCapture start(Durability mode) throws IOException {
    return KilledCapture.start(
        data,
        Map.of(
            "kafka.bootstrap_servers", bootstrapServers,
            "capture.segment_bytes", SEGMENT_BYTES,
            "capture.durability", mode.toString()),
        data.resolve("capture.log"));
  }

  private void shipTheRest() throws IOException, InterruptedException {
    KilledCapture last = start(Durability.PROCESS);
    URI metrics = URI.create(last.awaitAddress() + "/metrics");
    HttpClient http = HttpClient.newHttpClient();
    while (true) {
      String text =
          http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      if (text.contains("\ntributary_capture_journal_records 0\n")) {
        last.stop();
        return;
      }
      Thread.sleep(50);
    }
  }

  private List<Finding> findings(int kills) {
    Arrived arrived = Arrived.read(bootstrapServers, Topics.EVENTS);
    return List.of(
        Finding.told("kills", kills),
        Finding.told("kills while it was starting", whileStarting),
        Finding.told("posted events acknowledged", traffic.acknowledgedKeys().size()),
        Finding.told("clicks acknowledged", traffic.acknowledgedClicks().size()),
        Finding.none("acknowledged events lost", arrived.withoutKey(traffic.acknowledgedKeys())),
        Finding.none(
            "acknowledged clicks lost", arrived.withoutClick(traffic.acknowledgedClicks())),
        Finding.none("sequences given to two events", arrived.sequencesOfTwoEvents()),
        Finding.none("sequences missing", arrived.gaps()),
        new Finding("messages sent again, removed by their key", arrived.sentAgain(), "any", true));
  }
}
