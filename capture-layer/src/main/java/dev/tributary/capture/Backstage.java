package dev.tributary.capture;

import dev.tributary.capture.intake.Accounting;
import dev.tributary.capture.intake.Intake;
import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.journal.JournalOptions;
import dev.tributary.capture.journal.Keeping;
import dev.tributary.capture.link.LiveKeys;
import dev.tributary.capture.link.LiveLinks;
import dev.tributary.capture.log.Failure;
import dev.tributary.capture.measure.Latency;
import dev.tributary.capture.sender.Senders;
import dev.tributary.capture.ship.Cursor;
import dev.tributary.capture.ship.OtherKeys;
import dev.tributary.capture.ship.Shipper;
import dev.tributary.core.config.CaptureSettings;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything behind the edge: collector id, links, journal, accounting, shipper. */
final class Backstage implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Backstage.class);
  private static final long LINKS_MILLIS = 250;
  private static final long MARKS_MILLIS = 1_000;
  private static final long EXPIRY_MILLIS = 20;

  /** The data directory stays held where it passes: what hangs may still be done to its files. */
  private static final AtMost LAST_ON_THE_DISK = new AtMost(Duration.ofSeconds(10));

  private final String collectorId;
  private final LiveLinks links;
  private final LiveKeys keys;
  private final Senders senders;
  private final HighWater marks;
  private final Journal journal;
  private final Promise promise;
  private final Intake intake;
  private final Shipper shipper;
  private final OtherKeys otherKeys;
  private final InstantSource clock;
  private final long bound;
  private final ScheduledExecutorService housekeeping =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "links"));

  /** Asks no disk, so that those who wait for one that hangs are let go in time. */
  private final ScheduledExecutorService expiry =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "expiry"));

  private Backstage(CaptureOptions options, String pseudonymKey) throws IOException {
    Path directory = Files.createDirectories(options.data().capture());
    Config config = options.config();
    collectorId = CollectorId.readOrMake(directory.resolve("collector.id"));
    links = new LiveLinks(directory.resolve("links.json"), housekeeping);
    keys = new LiveKeys(options.data().linkKeys());
    senders = new Senders(directory.resolve("senders.json"), System::nanoTime);
    clock = options.clock();
    bound = config.value(CaptureSettings.JOURNAL_BYTES);
    Cursor cursor = new Cursor(directory.resolve("cursor"), collectorId);
    Accounting accounting = new Accounting(directory.resolve("accounting.json"), collectorId);
    Durability durability = config.value(CaptureSettings.DURABILITY);
    journal =
        Journal.open(
            new JournalOptions(
                    directory.resolve("journal"),
                    config.value(CaptureSettings.SEGMENT_BYTES),
                    bound,
                    cursor.shipped())
                .assignedThrough(accounting.countedThrough())
                .keeping(durability == Durability.POWER ? Keeping.SYNCED : Keeping.WRITTEN)
                .segmentAge(
                    Duration.ofSeconds(config.value(CaptureSettings.SEGMENT_SECONDS)),
                    System::nanoTime));
    promise = Promise.of(durability, config, journal);
    intake = Intake.open(journal, accounting, promise.assurance());
    shipper =
        Shipper.start(
            journal,
            cursor,
            accounting,
            collectorId,
            new Shipper.ShipperOptions(
                options.bootstrapServers(),
                pseudonymKey,
                Duration.ofSeconds(config.value(CaptureSettings.DRAIN_SECONDS)),
                clock,
                promise::acknowledged));
    otherKeys = OtherKeys.watch(options.bootstrapServers(), shipper::connected, pseudonymKey);
    marks = Marks.of(config, this::ageSeconds, links, journal, intake, shipper, otherKeys);
    every(housekeeping, MARKS_MILLIS, shipper::lookForOldest);
    every(housekeeping, MARKS_MILLIS, journal::lookForRoom);
    every(housekeeping, MARKS_MILLIS, marks::look);
    every(housekeeping, MARKS_MILLIS, intake::recheck);
    every(housekeeping, MARKS_MILLIS, intake::catchUp);
    every(housekeeping, MARKS_MILLIS, shipper::settle);
    every(housekeeping, LINKS_MILLIS, this::refresh);
    if (intake.answersWait()) { // Else it would wake up, beside clicks, for nobody.
      every(expiry, EXPIRY_MILLIS, promise::expire);
    }
  }

  /** An executor never again calls what failed once, so nothing may: it is told, and called on. */
  static void every(ScheduledExecutorService executor, long millis, Runnable task) {
    executor.scheduleWithFixedDelay(
        () -> {
          try {
            task.run();
          } catch (RuntimeException | Error e) {
            LOG.error("Housekeeping failed and is tried again: {}", new Failure(e));
          }
        },
        millis,
        millis,
        TimeUnit.MILLISECONDS);
  }

  private void refresh() {
    links.refresh();
    keys.refresh();
    senders.refresh();
  }

  private double ageSeconds() {
    return shipper
        .oldestWaiting()
        .map(at -> Duration.between(at, clock.instant()).toMillis() / 1e3)
        .orElse(0.0);
  }

  /**
   * @param pseudonymKey the fingerprint of the key that events are admitted under
   */
  static Backstage open(CaptureOptions options, String pseudonymKey) {
    try {
      return new Backstage(options, pseudonymKey);
    } catch (IOException e) {
      throw new CaptureException(
          "The capture data in "
              + options.data().capture()
              + " can't be used: "
              + e.getMessage()
              + ". Mend its permissions or free its disk, or choose another directory with --data.",
          e);
    }
  }

  String collectorId() {
    return collectorId;
  }

  LiveLinks links() {
    return links;
  }

  LiveKeys keys() {
    return keys;
  }

  Senders senders() {
    return senders;
  }

  Intake intake() {
    return intake;
  }

  long shipped() {
    return shipper.shipped();
  }

  Latency shippedLatency() {
    return shipper.latency();
  }

  long journaled() {
    return journal.lastSequence();
  }

  /** Why new events can't be taken now, or null. */
  String fault() {
    return journal.unreleasedBytes() >= bound
        ? "The journal is at its bound (capture.journal_bytes); Kafka has to take from it first."
        : intake.fault();
  }

  /** What an operator has to look at while events are taken. */
  List<String> alerts() {
    return marks.raised();
  }

  Map<String, Double> gauges() {
    Map<String, Double> gauges = new TreeMap<>();
    gauges.putAll(marks.gauges());
    gauges.put("tributary_capture_journal_age_seconds", ageSeconds());
    gauges.put("tributary_capture_undeliverable_records", (double) shipper.undeliverable());
    gauges.put("tributary_capture_journal_bytes", (double) journal.unreleasedBytes());
    gauges.put("tributary_capture_journal_disk_bytes", (double) journal.diskBytes());
    gauges.put("tributary_capture_journal_bytes_bound", (double) bound);
    gauges.put(
        "tributary_capture_journal_records", (double) (journal.lastSequence() - shipper.shipped()));
    gauges.put("tributary_capture_journal_sequence", (double) journal.lastSequence());
    gauges.put("tributary_capture_kafka_connected", shipper.connected() ? 1.0 : 0.0);
    gauges.put("tributary_capture_links", (double) links.size());
    gauges.put("tributary_capture_links_stale", links.fault() == null ? 0.0 : 1.0);
    gauges.put("tributary_capture_missing_records", (double) shipper.missing());
    gauges.put("tributary_capture_shipping_faults", (double) shipper.faults());
    gauges.put("tributary_capture_shipped_sequence", (double) shipper.shipped());
    return gauges;
  }

  @Override
  public void close() {
    housekeeping.shutdown();
    expiry.shutdown();
    otherKeys.close();
    try {
      promise.close();
      shipper.close();
      LAST_ON_THE_DISK.carryOut(
          () -> {
            shipper.settleAtTheEnd();
            journal.close();
          });
    } catch (TimeoutException e) {
      LOG.error(
          "The disk has not answered to the end of the journal; the end waits for it no longer. The"
              + " next start finds all that was taken, as after a kill. Check the disk.");
      throw new CaptureException(
          "The journal was not closed since its disk does not answer. Check the disk; the next start"
              + " finds all that was taken.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new CaptureException(
          "The journal can't be closed: " + e.getMessage() + ". Check its disk.", e);
    }
  }
}
