package dev.tributary.capture.ship;

import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.journal.JournalPosition;
import dev.tributary.capture.journal.JournalReader;
import dev.tributary.capture.measure.Latency;
import dev.tributary.capture.ship.Shipper.ShipperOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the shipper's thread does: one attempt after the other, each behind what Kafka has
 * acknowledged. Any thread may ask how far it is.
 */
final class ShippingLoop implements Runnable {

  /** Bytes that may be under way to Kafka. */
  static final long IN_FLIGHT_BYTES = 8 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(ShippingLoop.class);
  private static final Duration STALL = Duration.ofSeconds(5);

  /** A producer whose own thread ended by a fault answers never, and says nothing of it. */
  private static final Duration LOST = Duration.ofSeconds(60);

  private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);
  private static final long IDLE_NANOS = Duration.ofMillis(2).toNanos();

  private final Journal journal;

  /** The memory of all attempts: one that had to be found anew may be lacking. */
  private final JournalReader reader;

  private final Settlement settlement;
  private final String collectorId;
  private final ShipperOptions options;
  private final Latency latency = new Latency();
  private final Poison poison = new Poison();
  private final Faults faults = new Faults();
  private final Backoff backoff = new Backoff();

  /** What arrived by an earlier start, also where the cursor that says so is gone. */
  private final long arrivedBefore;

  private volatile long stopBy = Long.MAX_VALUE;
  private volatile boolean stopping;
  private volatile JournalPosition acknowledged;
  private volatile long shipped;
  private volatile long missing;
  private volatile boolean connected;
  private volatile boolean readsNothing;
  private Pace pace = Pace.BATCHED;

  ShippingLoop(
      Journal journal,
      Settlement settlement,
      String collectorId,
      ShipperOptions options,
      long shipped,
      long arrivedBefore) {
    this.journal = journal;
    this.reader = journal.reader(shipped + 1);
    this.settlement = settlement;
    this.collectorId = collectorId;
    this.options = options;
    this.shipped = shipped;
    this.arrivedBefore = arrivedBefore;
  }

  JournalPosition acknowledged() {
    return acknowledged;
  }

  long shipped() {
    return shipped;
  }

  long missing() {
    return missing;
  }

  Latency latency() {
    return latency;
  }

  boolean connected() {
    return connected;
  }

  boolean readsNothing() {
    return readsNothing;
  }

  long undeliverable() {
    return poison.count();
  }

  Faults faults() {
    return faults;
  }

  /** Goes on for that long at most, as long as there is anything to hand over. */
  void stopWithin(Duration time) {
    stopBy = System.nanoTime() + time.toNanos();
    stopping = true;
  }

  @Override
  public void run() {
    Duration pause = Duration.ZERO;
    long before = shipped;
    while (!finished()) {
      try {
        rest(pause);
        boolean goesOn = round();
        if (!goesOn) {
          return;
        }
        if (shipped > before) {
          before = shipped;
          backoff.reset();
        }
        pause = backoff.next();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException | Error e) {
        // The clicks go on and wait in the journal: there may be memory again, or a restart.
        connected = false;
        faults.met(e);
        pause = AFTER_A_FAULT;
      }
    }
  }

  /** Ships for as long as that goes well; false where there is nothing left to wait for. */
  private boolean round() throws InterruptedException {
    faults.tell();
    String servers = options.bootstrapServers().get();
    if (stopping && servers.isEmpty()) {
      return false; // Nobody knows where Kafka is.
    }
    try {
      if (!servers.isEmpty()) {
        attempt(servers);
      }
    } catch (IOException | ExecutionException | RuntimeException e) {
      connected = false;
      readsNothing = e instanceof IOException || readsNothing;
      pace = Undeliverable.oneOfSeveral(e.getCause(), pace) ? Pace.ONE_BY_ONE : pace;
      LOG.warn(
          "Shipping to Kafka at {} was interrupted after sequence {}: {}. It is tried again"
              + " for as long as it takes; the journal holds what arrives meanwhile.",
          servers,
          shipped,
          Interruption.explained(e));
    }
    settlement.maybe(acknowledged);
    return true;
  }

  /** Ships until it has to stop or the brokers have moved. */
  private void attempt(String servers)
      throws IOException, ExecutionException, InterruptedException {
    try (Shipment shipment = shipment(servers)) {
      while (!finished()) {
        boolean moved = step(shipment);
        settlement.maybe(acknowledged);
        if (!moved) {
          if (stalled(shipment) && !options.bootstrapServers().get().equals(servers)) {
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

  private Shipment shipment(String servers) throws IOException {
    reader.goTo(shipped + 1);
    Arrivals arrivals = new Arrivals(options.clock(), latency);
    // Last, since what failed behind it would leave it open.
    Producer<byte[], byte[]> producer = Producers.idempotent(servers, collectorId, pace);
    return new Shipment(
        producer,
        pace,
        reader,
        new Messages(collectorId, options.pseudonymKey()),
        Math.max(shipped, arrivedBefore),
        poison,
        arrivals);
  }

  private boolean step(Shipment shipment)
      throws IOException, ExecutionException, InterruptedException {
    boolean sent = false;
    for (int i = 0; i < 1000 && shipment.sent() < pace.mostRecords() && shipment.sendNext(); i++) {
      sent = true;
    }
    readsNothing = readsNothing && shipment.sent() == 0;
    JournalPosition arrived = shipment.reap();
    missing += shipment.takeMissing();
    if (arrived != null) {
      acknowledged = arrived;
      shipped = arrived.sequence();
      faults.over();
      options.onAcknowledged().accept(shipped);
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

  /** Whoever settles does meanwhile. */
  private void rest(Duration pause) {
    long until = System.nanoTime() + pause.toNanos();
    while (!finished() && System.nanoTime() < until) {
      LockSupport.parkNanos(Math.min(TimeUnit.MILLISECONDS.toNanos(50), until - System.nanoTime()));
    }
  }
}
