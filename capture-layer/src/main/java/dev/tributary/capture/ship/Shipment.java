package dev.tributary.capture.ship;

import dev.tributary.capture.intake.CapturedEvent;
import dev.tributary.capture.intake.CapturedEventCodec;
import dev.tributary.capture.journal.JournalPosition;
import dev.tributary.capture.journal.JournalReader;
import dev.tributary.capture.journal.JournalRecord;
import dev.tributary.core.event.Origin;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;

/** What is under way to Kafka through one producer, in sequence. For one thread. */
final class Shipment implements AutoCloseable {

  private record UnderWay(
      JournalPosition position, int bytes, Instant receivedAt, Future<?> acknowledgement) {}

  private volatile Instant oldest;

  private final Producer<byte[], byte[]> producer;
  private final JournalReader reader;
  private final String collectorId;
  private final Deque<UnderWay> underWay = new ArrayDeque<>();
  private long bytes;
  private long lastRead;
  private long missing;

  Shipment(
      Producer<byte[], byte[]> producer, JournalReader reader, String collectorId, long shipped) {
    this.producer = producer;
    this.reader = reader;
    this.collectorId = collectorId;
    this.lastRead = shipped;
  }

  /**
   * Hands the next record to the producer.
   *
   * @return false when there is none, or no room for more
   */
  boolean sendNext() throws IOException {
    if (bytes >= Shipper.IN_FLIGHT_BYTES) {
      return false;
    }
    JournalRecord record = reader.next();
    if (record == null) {
      return false;
    }
    missing += record.sequence() - lastRead - 1;
    lastRead = record.sequence();
    CapturedEvent event = CapturedEventCodec.decode(record.body());
    if (underWay.isEmpty()) {
      oldest = event.receivedAt();
    }
    Future<?> acknowledgement =
        producer.send(Messages.of(event, new Origin(collectorId, record.sequence())));
    int size = record.body().length;
    underWay.add(new UnderWay(record.position(), size, event.receivedAt(), acknowledgement));
    bytes += size;
    return true;
  }

  /**
   * Takes the acknowledged records off the front.
   *
   * @return the last of them, or null when the front is still under way
   * @throws ExecutionException when Kafka refused the record at the front
   */
  JournalPosition reap() throws ExecutionException, InterruptedException {
    JournalPosition last = null;
    while (!underWay.isEmpty() && underWay.peek().acknowledgement().isDone()) {
      underWay.peek().acknowledgement().get();
      UnderWay arrived = underWay.remove();
      bytes -= arrived.bytes();
      last = arrived.position();
      oldest = underWay.isEmpty() ? null : underWay.peek().receivedAt();
    }
    return last;
  }

  boolean empty() {
    return underWay.isEmpty();
  }

  /** When the oldest record under way was received, or null when none is; for any thread. */
  Instant oldest() {
    return oldest;
  }

  /** How many records the disk lost among those read since the last call. */
  long takeMissing() {
    long found = missing;
    missing = 0;
    return found;
  }

  @Override
  public void close() throws IOException {
    producer.close(Duration.ZERO);
    reader.close();
  }
}
