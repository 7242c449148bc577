package dev.tributary.capture.ship;

import dev.tributary.capture.intake.CapturedEvent;
import dev.tributary.capture.intake.CapturedEventCodec;
import dev.tributary.capture.journal.JournalPosition;
import dev.tributary.capture.journal.JournalReader;
import dev.tributary.capture.journal.JournalRecord;
import dev.tributary.capture.ship.Poison.Form;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is under way to Kafka through one producer, in sequence. For one thread. */
final class Shipment implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Shipment.class);

  /** A batch that is split this often without any arrival is split into itself. */
  private static final int SPLITS_IN_VAIN = 50;

  /** An event's arrival is null where nobody can read it. */
  private record UnderWay(
      JournalRecord record, Form form, Instant receivedAt, Future<?> acknowledgement) {

    int bytes() {
      return record.body().length;
    }
  }

  private final Producer<byte[], byte[]> producer;
  private final Pace pace;
  private final JournalReader reader;
  private final Messages messages;
  private final Poison poison;
  private final Arrivals arrivals;
  private final Metric splits;
  private final Deque<UnderWay> underWay = new ArrayDeque<>();
  private long bytes;
  private long arrivedThrough;
  private long missing;
  private long sent;
  private boolean refused;
  private IOException unread;
  private double splitsAtArrival;
  private long progressAt = System.nanoTime();

  /**
   * Nothing is under way yet.
   *
   * @param producer closed with this, and where this fails
   * @param reader closed with this; it stands before the first record that is to be sent
   */
  Shipment(
      Producer<byte[], byte[]> producer,
      Pace pace,
      JournalReader reader,
      Messages messages,
      long arrivedThrough,
      Poison poison,
      Arrivals arrivals) {
    this.producer = producer;
    this.pace = pace;
    this.splits = splits(producer);
    this.reader = reader;
    this.messages = messages;
    this.arrivedThrough = arrivedThrough;
    this.poison = poison;
    this.arrivals = arrivals;
  }

  private static Metric splits(Producer<byte[], byte[]> producer) {
    try {
      return producer.metrics().entrySet().stream()
          .filter(metric -> metric.getKey().name().equals("batch-split-total"))
          .findAny()
          .orElseThrow()
          .getValue();
    } catch (RuntimeException | Error e) {
      producer.close(Duration.ZERO); // Else its thread and its sockets would stay.
      throw e;
    }
  }

  /**
   * Hands the next record to the producer.
   *
   * @return false when there is none, or none that the disk gives, or no room for more, or the
   *     producer has refused one: what is behind it would overtake it
   */
  boolean sendNext() {
    if (refused || unread != null || bytes >= ShippingLoop.IN_FLIGHT_BYTES) {
      return false;
    }
    JournalRecord record = next();
    if (record == null) {
      return false;
    }
    UnderWay last = sent(record);
    underWay.add(last);
    sent++;
    bytes += record.body().length;
    refused = last.acknowledgement().isDone() && !arrived(last.acknowledgement());
    return !refused;
  }

  /**
   * Where the disk does not give the next one, what is under way may arrive before that is told.
   */
  private JournalRecord next() {
    try {
      return reader.next();
    } catch (IOException e) {
      unread = e;
      return null;
    }
  }

  /** Whether a finished one was acknowledged; {@link #reap} tells why not when it comes to it. */
  private static boolean arrived(Future<?> acknowledgement) {
    try {
      acknowledgement.get();
      return true;
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private UnderWay sent(JournalRecord record) {
    Poison.Sending sending = poison.of(record.sequence());
    if (sending.form() == Form.EVENT) {
      try {
        CapturedEvent event = CapturedEventCodec.decode(record.body());
        return new UnderWay(
            record,
            Form.EVENT,
            event.receivedAt(),
            producer.send(messages.of(event, record.sequence())));
      } catch (IOException e) {
        // Not to be read by any version: there is nothing to try but to say so.
        poison.refused(record.sequence(), Form.EVENT, e.getMessage());
        poison.refused(record.sequence(), Form.REJECTION, e.getMessage());
        return sent(record);
      }
    }
    LOG.error(
        "The record of sequence {} can't be delivered and goes to events-rejected: {}",
        record.sequence(),
        sending.why());
    CapturedEvent rejection =
        sending.form() == Form.REJECTION
            ? Undeliverable.withBytes(record, sending.why())
            : Undeliverable.bare(record, sending.why());
    return new UnderWay(
        record, sending.form(), null, producer.send(messages.of(rejection, record.sequence())));
  }

  /**
   * Takes the acknowledged records off the front. What has arrived counts whatever comes behind it:
   * a failure is told of when asked next.
   *
   * @return the last of them, or null when the front is still under way
   * @throws ExecutionException when the way to Kafka is broken at the record at the front
   * @throws IOException when nothing is under way and the journal could not be read on
   */
  JournalPosition reap() throws ExecutionException, IOException, InterruptedException {
    if (unread != null && underWay.isEmpty()) {
      throw unread;
    }
    JournalPosition last = null;
    while (!underWay.isEmpty() && underWay.peek().acknowledgement().isDone()) {
      UnderWay front = underWay.peek();
      if (last != null && !arrived(front.acknowledgement())) {
        break;
      }
      requireArrived(front);
      underWay.remove();
      long sequence = front.record().sequence();
      countMissingBefore(sequence);
      poison.arrived(sequence);
      arrivals.arrived(front.receivedAt());
      bytes -= front.bytes();
      last = front.record().position();
    }
    if (last != null) {
      splitsAtArrival = splitsSoFar();
    }
    if (last != null || underWay.isEmpty()) {
      progressAt = System.nanoTime();
    }
    return last;
  }

  private void requireArrived(UnderWay front) throws ExecutionException, InterruptedException {
    try {
      front.acknowledgement().get();
    } catch (ExecutionException e) {
      if (Undeliverable.is(e.getCause()) && !Undeliverable.oneOfSeveral(e.getCause(), pace)) {
        poison.refused(front.record().sequence(), front.form(), e.getCause().getMessage());
      }
      throw e;
    }
  }

  /** Once for each gap: what is read again after an interruption has not arrived before. */
  private void countMissingBefore(long sequence) {
    long gap = sequence - arrivedThrough - 1;
    if (gap > 0) {
      missing += gap;
      LOG.error(
          "The records of sequences {} to {} are damaged or gone from the journal. The disk lost"
              + " them: check it; the event-loss accounting names their hour.",
          arrivedThrough + 1,
          sequence - 1);
    }
    arrivedThrough = Math.max(arrivedThrough, sequence);
  }

  /**
   * Whether the producer goes round in circles: its batch is larger than the topic allows and is
   * split into the same batch, for ever. Each round makes every record's acknowledgement one call
   * deeper, so that soon nobody can ask for it.
   */
  boolean splitsInVain() {
    return splitsSoFar() - splitsAtArrival > SPLITS_IN_VAIN;
  }

  private double splitsSoFar() {
    return (double) splits.metricValue();
  }

  /** Whether something has been under way for longer than that, and nothing has arrived since. */
  boolean silentFor(Duration time) {
    return !underWay.isEmpty() && System.nanoTime() - progressAt > time.toNanos();
  }

  /** Records that were handed to the producer. */
  long sent() {
    return sent;
  }

  boolean empty() {
    return underWay.isEmpty();
  }

  /** How many records the disk lost among those that have arrived since the last call. */
  long takeMissing() {
    long found = missing;
    missing = 0;
    return found;
  }

  @Override
  public void close() throws IOException {
    try {
      producer.close(Duration.ZERO);
    } finally {
      reader.close();
    }
  }
}
