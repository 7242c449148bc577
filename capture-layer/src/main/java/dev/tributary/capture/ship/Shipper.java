package dev.tributary.capture.ship;

import dev.tributary.capture.intake.Accounting;
import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.measure.Latency;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the journal to Kafka, in sequence, for as long as it takes.
 *
 * <p>Whatever goes wrong on the way, it starts again behind the last acknowledged record: nothing
 * is lost, and what Kafka got twice is one event by its key. One thread; memory bounded.
 */
public final class Shipper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Shipper.class);

  private final Journal journal;
  private final Settlement settlement;
  private final OldestWaiting oldest;
  private final ShippingLoop loop;
  private final Duration drain;
  private final Thread thread;

  private Shipper(
      Journal journal,
      Cursor cursor,
      Accounting accounting,
      String collectorId,
      ShipperOptions options) {
    this.journal = journal;
    this.oldest = new OldestWaiting(journal, options.clock());
    this.settlement = new Settlement(journal, cursor, accounting, options.clock());
    this.loop =
        new ShippingLoop(
            journal,
            settlement,
            collectorId,
            options,
            cursor.shipped(),
            accounting.shippedThrough());
    this.drain = options.drain();
    this.thread = new Thread(loop, "shipper");
  }

  /**
   * What the shipper needs besides the journal.
   *
   * @param bootstrapServers asked again at each new attempt; empty while nobody knows them
   * @param pseudonymKey the fingerprint of the key that events are admitted under
   * @param drain how long {@link #close} goes on handing the rest to Kafka
   * @param onAcknowledged hears the highest sequence that Kafka has with all before it
   */
  public record ShipperOptions(
      Supplier<String> bootstrapServers,
      String pseudonymKey,
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
    return loop.shipped();
  }

  /**
   * Makes durable what is counted and acknowledged so far. To be called every second or so, since
   * the shipper itself may wait for Kafka for longer.
   */
  public void settle() {
    settlement.maybe(loop.acknowledged());
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
    return loop.missing();
  }

  /** From the arrival of an event to its acknowledgement by Kafka, those after a start too. */
  public Latency latency() {
    return loop.latency();
  }

  /** Looks for the oldest event that Kafka has not acknowledged. One thread may, every second. */
  public void lookForOldest() {
    oldest.look(loop.shipped());
  }

  /** When that event was received, as of the last look; empty for none. Asks no disk. */
  public Optional<Instant> oldestWaiting() {
    return shipped() >= journal.lastSequence() ? Optional.empty() : oldest.seen();
  }

  /** Records that Kafka would never have taken, and that went to events-rejected instead. */
  public long undeliverable() {
    return loop.undeliverable();
  }

  /** How often a fault of this process, such as a lack of memory, interrupted shipping. */
  public long faults() {
    return loop.faults().count();
  }

  /** Whether such a fault came and nothing has arrived in Kafka since. */
  public boolean faulty() {
    return loop.faults().standing();
  }

  /** Whether an attempt to ship ended since the journal could not be read, and none was since. */
  public boolean readsNothing() {
    return loop.readsNothing();
  }

  /** Whether Kafka acknowledges, as far as there was anything to send lately. */
  public boolean connected() {
    return loop.connected();
  }

  /** Hands over what can be within the drain time. The journal keeps the rest. */
  @Override
  public void close() throws InterruptedException {
    loop.stopWithin(drain);
    thread.join(drain.toMillis() + 500);
    if (thread.isAlive()) {
      thread.interrupt();
      thread.join(5_000);
    }
    long left = journal.lastSequence() - shipped();
    if (left > 0) {
      LOG.info("{} events stay in the journal; the next start ships them.", left);
    }
  }

  /** Makes durable what was acknowledged up to the end; asks the disk. */
  public void settleAtTheEnd() {
    settlement.now(loop.acknowledged());
  }
}
