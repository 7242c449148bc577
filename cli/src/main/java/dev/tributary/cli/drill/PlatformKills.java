package dev.tributary.cli.drill;

import dev.tributary.cli.output.Problem;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.event.Topics;
import dev.tributary.speed.attribution.AttributionLane;
import dev.tributary.speed.provisional.ProvisionalLane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.apache.commons.io.FileUtils;

/**
 * Kills the platform behind the capture layer with -9, part by part, while visitors come and order
 * and readers read: Kafka, the speed layer, nightly runs while they compute and while they publish.
 * Then lets everything drain, publishes once more, builds the speed layer's state anew from Kafka,
 * and sets all of it beside what was sent.
 */
public final class PlatformKills {

  /** All that was sent has to go through a speed layer that may have to start for it. */
  private static final Duration TO_FLOW = Duration.ofMinutes(5);

  private static final int LONGEST_FLOWING_MILLIS = 2_000;
  private static final int LONGEST_STARTING_MILLIS = 9_000;
  private static final int LONGEST_GONE_MILLIS = 2_000;

  /** One kill of the stream in so many is followed by one while it starts again. */
  private static final int STARTING = 3;

  private final Path folder;
  private final DataDirectory data;
  private final Random random;
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final Shoppers shoppers;
  private final Map<Target, Integer> killed = new EnumMap<>(Target.class);
  private long whileStarting;

  /** Hears how far the drill is. */
  @FunctionalInterface
  public interface Progress {

    /**
     * A kill is done, and the platform is on its feet again.
     *
     * @param done kills so far
     * @param what was killed
     */
    void killed(int done, String what, Duration took);
  }

  /**
   * The drill in an empty folder.
   *
   * @param seed of the order of the targets, of the moments, and of what visitors do
   */
  public PlatformKills(Path folder, long seed) {
    this.folder = folder;
    this.data = new DataDirectory(folder.resolve("data"));
    this.random = new Random(seed);
    this.shoppers = new Shoppers(seed, today);
  }

  /**
   * Kills so many times.
   *
   * @param progress hears of each kill
   * @throws Problem when a part does not come up again or a run is refused
   */
  public List<Finding> run(int kills, Progress progress) throws IOException, InterruptedException {
    Files.createDirectories(data.root());
    try (Parts parts = Parts.start(data, folder);
        Nights nights = new Nights(days(), data.root(), random);
        Readers readers = Readers.of(data.lake())) {
      Street street = Street.open(shoppers, parts.address());
      try (street) {
        awaitFlow(parts);
        int done = 0;
        for (Target target : Target.dealt(kills, random)) {
          long begun = System.nanoTime();
          kill(target, parts, nights);
          killed.merge(target, 1, Integer::sum);
          done++;
          progress.killed(done, target.words(), Duration.ofNanos(System.nanoTime() - begun));
        }
      }
      street.requireWhole();
      shoppers.finish(parts.address());
      nights.awaitEnd();
      drain(parts);
      nights.publish();
      readers.close();
      return findings(parts, nights, readers);
    }
  }

  private BatchProcess days() {
    return new BatchProcess(
        folder.resolve("batch.log"), today.minusDays(2).toString(), today.minusDays(1).toString());
  }

  private void kill(Target target, Parts parts, Nights nights)
      throws IOException, InterruptedException {
    switch (target) {
      case BROKER -> {
        Thread.sleep(random.nextInt(LONGEST_FLOWING_MILLIS));
        parts.killBroker(Duration.ofMillis(random.nextInt(LONGEST_GONE_MILLIS)));
        awaitFlow(parts);
      }
      case STREAM -> {
        Thread.sleep(random.nextInt(LONGEST_FLOWING_MILLIS));
        parts.killSpeed();
        parts.startSpeed();
        if (random.nextInt(STARTING) == 0) {
          Thread.sleep(random.nextInt(LONGEST_STARTING_MILLIS));
          parts.killSpeed();
          parts.startSpeed();
          whileStarting++;
        }
        parts.awaitSpeed();
        awaitFlow(parts);
      }
      case BATCH -> nights.killComputing();
      case PUBLISH -> nights.killPublishing();
    }
  }

  /** Waits until what is in Kafka now has gone through both lanes that read events. */
  private void awaitFlow(Parts parts) throws IOException, InterruptedException {
    Map<String, Map<Integer, Long>> ends = parts.lanes().ends(List.of(Topics.EVENTS));
    await("go through the speed layer", parts, () -> parts.lanes().passed(ends));
  }

  private void drain(Parts parts) throws IOException, InterruptedException {
    parts.tend();
    parts.awaitShipped(TO_FLOW);
    await("come to rest", parts, () -> parts.lanes().caughtUp());
  }

  private static void await(String what, Parts parts, BooleanSupplier done)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TO_FLOW.toNanos();
    while (!done.getAsBoolean()) {
      parts.tend();
      if (System.nanoTime() > deadline) {
        throw parts.stuck("did not let events " + what + " within " + TO_FLOW.toSeconds() + " s");
      }
      Thread.sleep(200);
    }
  }

  /** As docs/speed.md says for damaged checkpoints: without them the lanes begin at the start. */
  private void rebuildSpeed(Parts parts) throws IOException, InterruptedException {
    parts.stopSpeed();
    for (String lane : List.of(AttributionLane.NAME, ProvisionalLane.NAME)) {
      FileUtils.deleteDirectory(data.checkpoint(lane).toFile());
    }
    parts.startSpeed();
    parts.awaitSpeed();
    await("come to rest", parts, () -> parts.lanes().caughtUp());
  }

  private List<Finding> findings(Parts parts, Nights nights, Readers readers)
      throws IOException, InterruptedException {
    List<Finding> findings = new ArrayList<>(tried(parts, nights, readers));
    Arrived arrived = Arrived.read(parts.kafka(), Topics.EVENTS);
    Acknowledged sent = shoppers.acknowledged();
    findings.add(
        Finding.none("acknowledged events missing in Kafka", arrived.withoutKey(sent.keys())));
    findings.add(
        Finding.none("acknowledged clicks missing in Kafka", arrived.withoutClick(sent.clicks())));
    findings.add(Finding.none("sequences given to two events", arrived.sequencesOfTwoEvents()));
    findings.add(Finding.none("sequences missing", arrived.gaps()));
    List<String> before;
    long generation;
    try (Credited credited = Credited.in(data.lake())) {
      findings.addAll(stored(credited));
      before = credited.provisional();
      generation = credited.generation();
    }
    findings.add(
        Finding.none(
            "answers in which readers saw what is not whole", readers.complaints().size()));
    rebuildSpeed(parts);
    try (Credited rebuilt = Credited.in(data.lake())) {
      findings.add(Finding.told("rows of final credit", rebuilt.finalRows()));
      findings.add(
          new Finding(
              "lives of the speed layer's state that its rebuilding began",
              rebuilt.generation() - generation,
              "1",
              rebuilt.generation() - generation == 1));
      findings.add(
          Finding.none(
              "rows of credit that the rebuilt speed layer and the batch give otherwise",
              rebuilt.finalOtherThanSpeed(rebuilt.generation())));
      findings.add(
          Finding.none(
              "rows of today's credit that it and the killed one give otherwise",
              Reports.different(before, rebuilt.provisional())));
      findings.add(
          Finding.none(
              "orders not credited once today, by the rebuilt speed layer",
              rebuilt.notAsSent("credits_provisional", shoppers.orders().values(this::open))));
    }
    return findings;
  }

  private List<Finding> tried(Parts parts, Nights nights, Readers readers) {
    List<Finding> tried = new ArrayList<>();
    tried.add(Finding.told("kills", killed.values().stream().mapToLong(Integer::longValue).sum()));
    for (Target target : Target.values()) {
      tried.add(counted("kills of " + target.words(), killed.getOrDefault(target, 0)));
    }
    tried.add(
        counted(
            "times that the speed layer ended by itself and was started again",
            parts.endedByItself()));
    tried.add(counted("further kills while the speed layer started", whileStarting));
    tried.add(Finding.told("nights that ran to their end", nights.wholeRuns()));
    tried.add(Finding.told("orders", shoppers.orders().count()));
    tried.add(Finding.told("posted events acknowledged", shoppers.acknowledged().keys().size()));
    tried.add(Finding.told("clicks acknowledged", shoppers.acknowledged().clicks().size()));
    tried.add(counted("events sent twice", shoppers.repeated()));
    tried.add(counted("events sent late", shoppers.cameLate()));
    tried.add(Finding.told("snapshots that readers asked", readers.answers()));
    return tried;
  }

  private static Finding counted(String what, long value) {
    return new Finding(what, value, "any", true);
  }

  private List<Finding> stored(Credited credited) {
    SentOrders orders = shoppers.orders();
    Acknowledged sent = shoppers.acknowledged();
    return List.of(
        Finding.none(
            "acknowledged events missing in the raw log", credited.missingKeys(sent.keys())),
        Finding.none(
            "acknowledged clicks missing in the raw log", credited.missingClicks(sent.clicks())),
        Finding.none("messages stored twice", credited.messagesStoredTwice()),
        counted("events sent or shipped again, removed by their key", credited.repeated()),
        Finding.none("events that count twice", credited.countedTwice()),
        Finding.none(
            "orders and models whose final credit or revenue is not what was sent",
            credited.notAsSent("credits_final", orders.worth(day -> !open(day)))),
        Finding.none(
            "orders and models whose provisional credit or revenue is not what was sent",
            credited.notAsSent("credits_provisional", orders.values(this::open))),
        Finding.none(
            "days and models whose reported figures are not what was sent",
            credited.daysNotAsSent(orders.totals())));
  }

  private boolean open(LocalDate day) {
    return !day.isBefore(today);
  }
}
