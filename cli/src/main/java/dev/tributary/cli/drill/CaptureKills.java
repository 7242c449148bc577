package dev.tributary.cli.drill;

import dev.tributary.capture.ship.Topics;
import dev.tributary.core.config.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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

  private static final Duration TO_START = Duration.ofMinutes(1);
  private static final Duration TO_SHIP = Duration.ofMinutes(5);

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
    CaptureProcess.register(data, Traffic.LINK);
    for (int kill = 0; kill < kills; kill++) {
      once(kill);
      progress.accept(kill + 1);
    }
    shipTheRest();
    return findings(kills);
  }

  private void once(int kill) throws IOException, InterruptedException {
    Durability[] modes = Durability.values();
    DrilledProcess capture = start(modes[kill % modes.length]);
    if (random.nextInt(STARTING) == 0) {
      Thread.sleep(random.nextInt(LONGEST_START_MILLIS));
      capture.kill();
      whileStarting++;
      return;
    }
    List<Thread> visitors = traffic.towards(capture.awaitReady(TO_START), "kill-" + kill);
    traffic.awaitMore();
    Thread.sleep(random.nextInt(LONGEST_TRAFFIC_MILLIS));
    capture.kill();
    for (Thread visitor : visitors) {
      visitor.join();
    }
  }

  private DrilledProcess start(Durability mode) throws IOException {
    return CaptureProcess.start(
        data,
        0,
        Map.of(
            "kafka.bootstrap_servers", bootstrapServers,
            "capture.segment_bytes", SEGMENT_BYTES,
            "capture.durability", mode.toString()),
        data.resolve("capture.log"));
  }

  private void shipTheRest() throws IOException, InterruptedException {
    DrilledProcess last = start(Durability.PROCESS);
    CaptureProcess.awaitShipped(last.awaitReady(TO_START), TO_SHIP);
    last.stop();
  }

  private List<Finding> findings(int kills) {
    Acknowledged sent = traffic.acknowledged();
    Arrived arrived = Arrived.read(bootstrapServers, Topics.EVENTS);
    return List.of(
        Finding.told("kills", kills),
        Finding.told("kills while it was starting", whileStarting),
        Finding.told("posted events acknowledged", sent.keys().size()),
        Finding.told("clicks acknowledged", sent.clicks().size()),
        Finding.none("acknowledged events lost", arrived.withoutKey(sent.keys())),
        Finding.none("acknowledged clicks lost", arrived.withoutClick(sent.clicks())),
        Finding.none("sequences given to two events", arrived.sequencesOfTwoEvents()),
        Finding.none("sequences missing", arrived.gaps()),
        new Finding("messages sent again, removed by their key", arrived.sentAgain(), "any", true));
  }
}
