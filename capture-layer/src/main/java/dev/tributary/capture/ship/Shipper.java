package dev.tributary.capture.ship;

import dev.tributary.capture.intake.Accounting;
import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.journal.JournalPosition;
import dev.tributary.capture.measure.Latency;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the journal to Kafka, in sequence, for as long as it takes.
 *
 * <p>Whatever goes wrong on the way, it starts again behind the last acknowledged record: nothing
 * is lost, and what Kafka got twice is one event by its key. One thread; memory bounded by {@link
 * #IN_FLIGHT_BYTES}.
 */
public final class Shipper implements AutoCloseable {

  /** Bytes that may be under way to Kafka. */
  static final long IN_FLIGHT_BYTES = 8 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(Shipper.class);
  private static final Duration STALL = Duration.ofSeconds(5);

  /** A producer whose own thread ended by a fault answers never, and says nothing of it. */
  private static final Duration LOST = Duration.ofSeconds(60);

  private static final long IDLE_NANOS = Duration.ofMillis(2).toNanos();

  private final Journal journal;
  private final Cursor cursor;
  private final Settlement settlement;
  private final String collectorId;
  private final Supplier<String> bootstrapServers;
  private final Duration drain;
  private final LongConsumer onAcknowledged;
  private final InstantSource clock;
  private final Latency latency = new Latency();
  private final Thread thread = new Thread(this::run, "shipper");

  /** What arrived by an earlier start, also where the cursor that says so is gone. */
  private final long arrivedBefore;

  private volatile long stopBy = Long.MAX_VALUE;
  private volatile boolean stopping;
  private volatile JournalPosition acknowledged;
  private volatile long shipped;
  private volatile long missing;
  private final Poison poison = new Poison();
  private final OldestWaiting oldest;
  private volatile boolean connected;
  private final Faults faults = new Faults();
  private Pace pace = Pace.BATCHED;

  private Shipper(
      Journal journal,
      Cursor cursor,
      Accounting accounting,
      String collectorId,
      ShipperOptions options) {
    this.journal = journal;
    this.cursor = cursor;
    this.oldest = new OldestWaiting(journal);
    this.settlement = new Settlement(journal, cursor, accounting, options.clock());
    this.collectorId = collectorId;
    this.bootstrapServers = options.bootstrapServers();
    this.drain = options.drain();
    this.onAcknowledged = options.onAcknowledged();
    this.clock = options.clock();
    this.shipped = cursor.shipped();
    this.arrivedBefore = accounting.shippedThrough();
  }

  /**
   * What the shipper needs besides the journal.
   *
   * @param bootstrapServers asked again at each new attempt; empty while nobody knows them
   * @param drain how long {@link #close} goes on handing the rest to Kafka
   * @param onAcknowledged hears the highest sequence that Kafka has with all before it
   */
  public record ShipperOptions(
      Supplier<String> bootstrapServers,
      Duration drain,
      InstantSource clock,
      LongConsumer onAcknowledged) {}

  /** Starts to ship. */
  public static Shipper start(
      Journal journal,
      Cursor cursor,
      Accounting accounting,
      String collectorId,
      ShipperOptions options) {
    Shipper shipper = new Shipper(journal, cursor, accounting, collectorId, options);
    shipper.thread.start();
    return shipper;
  }

  /** The highest sequence that Kafka has acknowledged with all before it. */
  public long shipped() {
    return shipped;
  }

  /**
   * Makes durable what is counted and acknowledged so far. To be called every second or so, since
   * the shipper itself may wait for Kafka for longer.
   */
  public void settle() {
    settlement.maybe(acknowledged);
  }

  /** Whether the cursor could not be written when that was tried last. */
  public boolean cursorFails() {
    return settlement.cursorFails();
  }

  /** The same of the accounting; what Kafka has is not deleted from the journal meanwhile. */
  public boolean accountingFails() {
    return settlement.accountingFails();
  }

  /** Records that the disk lost, so that the journal could not give them. */
  public long missing() {
    return missing;
  }

  /** From the arrival of an event to its acknowledgement by Kafka, those after a start too. */
  public Latency latency() {
    return latency;
  }

  /** Looks for the oldest event that Kafka has not acknowledged. One thread may, every second. */
  public void lookForOldest() {
    oldest.look(shipped);
  }

  /** When that event was received, as of the last look; empty for none. Asks no disk. */
  public Optional<Instant> oldestWaiting() {
    return shipped >= journal.lastSequence() ? Optional.empty() : oldest.seen();
  }

  /** Records that Kafka would never have taken, and that went to events-rejected instead. */
  public long undeliverable() {
    return poison.count();
  }

  /** How often a fault of this process, such as a lack of memory, interrupted shipping. */
  public long faults() {
    return faults.count();
  }

  /** Whether such a fault came and nothing has arrived in Kafka since. */
  public boolean faulty() {
    return faults.standing();
  }

  /** Whether Kafka acknowledges, as far as there was anything to send lately. */
  public boolean connected() {
    return connected;
  }

  private void run() {
    Backoff backoff = new Backoff();
    while (!finished()) {
      long before = shipped;
      try {
        if (!round()) {
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (Error e) {
        // The clicks go on and wait in the journal: there may be memory again, or a restart.
        connected = false;
        faults.met(e);
      }
      if (shipped > before) {
        backoff.reset();
      }
      rest(backoff.next());
    }
  }

  /** Ships for as long as that goes well; false where there is nothing left to wait for. */
  private boolean round() throws InterruptedException {
    faults.tell();
    String servers = bootstrapServers.get();
    if (stopping && servers.isEmpty()) {
      return false; // Nobody knows where Kafka is.
    }
    try {
      if (!servers.isEmpty()) {
        attempt(servers);
      }
    } catch (IOException | ExecutionException | RuntimeException e) {
      connected = false;
      pace = Undeliverable.oneOfSeveral(e.getCause(), pace) ? Pace.ONE_BY_ONE : pace;
      LOG.warn(
          "Shipping to Kafka at {} was interrupted after sequence {}: {}. It is tried again"
              + " for as long as it takes; the journal holds what arrives meanwhile.",
          servers,
          shipped,
          e.getMessage());
    }
    settlement.maybe(acknowledged);
    return true;
  }

  /** Ships until it has to stop or the brokers have moved. */
  private void attempt(String servers)
      throws IOException, ExecutionException, InterruptedException {
    try (Shipment shipment =
        new Shipment(
            Producers.idempotent(servers, collectorId, pace),
            pace,
            journal.reader(shipped + 1),
            collectorId,
            Math.max(shipped, arrivedBefore),
            poison,
            new Arrivals(clock, latency))) {
      while (!finished()) {
        boolean moved = step(shipment);
        settlement.maybe(acknowledged);
        if (!moved) {
          if (stalled(shipment) && !bootstrapServers.get().equals(servers)) {
            return;
          }
          if (changesPace(shipment) || shipment.silentFor(LOST)) {
            return;
          }
          LockSupport.parkNanos(IDLE_NANOS);
        }
      }
    }
  }

  private boolean step(Shipment shipment)
      throws IOException, ExecutionException, InterruptedException {
    boolean sent = false;
    for (int i = 0; i < 1000 && shipment.sent() < pace.mostRecords() && shipment.sendNext(); i++) {
      sent = true;
    }
    JournalPosition arrived = shipment.reap();
    missing += shipment.takeMissing();
    if (arrived != null) {
      acknowledged = arrived;
      shipped = arrived.sequence();
      faults.over();
      onAcknowledged.accept(shipped);
      connected = true;
    }
    return sent || arrived != null;
  }

  private boolean stalled(Shipment shipment) {
    boolean stalled = shipment.silentFor(STALL);
    if (stalled) {
      connected = false;
    }
    return stalled;
  }

  /** One by one where nothing gets through, and back when these have arrived. */
  private boolean changesPace(Shipment shipment) {
    if (pace == Pace.ONE_BY_ONE && shipment.empty() && shipment.sent() > 0) {
      pace = Pace.BATCHED;
      return true;
    }
    if (pace == Pace.BATCHED
        && (shipment.splitsInVain() || shipment.silentFor(STALL.multipliedBy(2)))) {
      pace = Pace.ONE_BY_ONE;
      return true;
    }
    return false;
  }

  private boolean finished() {
    return stopping && (System.nanoTime() >= stopBy || shipped >= journal.lastSequence());
  }

  /** Whoever calls {@link #settle} does meanwhile. */
  private void rest(Duration pause) {
    long until = System.nanoTime() + pause.toNanos();
    while (!finished() && System.nanoTime() < until) {
      LockSupport.parkNanos(Math.min(TimeUnit.MILLISECONDS.toNanos(50), until - System.nanoTime()));
    }
  }

  /** Hands over what can be within the drain time, then settles. The journal keeps the rest. */
  @Override
  public void close() throws InterruptedException {
    stopBy = System.nanoTime() + drain.toNanos();
    stopping = true;
    thread.join(drain.toMillis() + 500);
    if (thread.isAlive()) {
      thread.interrupt();
      thread.join(5_000);
    }
    settlement.now(acknowledged);
    long left = journal.lastSequence() - shipped;
    if (left > 0) {
      LOG.info("{} events stay in the journal; the next start ships them.", left);
    }
  }
}
