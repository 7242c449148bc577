package dev.tributary.capture.ship;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.capture.intake.CapturedEvent;
import dev.tributary.capture.intake.CapturedEvent.Accepted;
import dev.tributary.capture.intake.CapturedEvent.Refused;
import dev.tributary.core.event.Envelope;
import dev.tributary.core.event.EnvelopeHeaders;
import dev.tributary.core.event.Origin;
import dev.tributary.core.reject.Reason;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Captured events of one collector as Kafka messages. */
final class Messages {

  private static final byte[] NOTHING = {};

  private final String collectorId;
  private final byte[] pseudonymKey;

  /**
   * @param pseudonymKey the fingerprint of the key that events are admitted under
   */
  Messages(String collectorId, String pseudonymKey) {
    this.collectorId = collectorId;
    this.pseudonymKey = pseudonymKey.getBytes(UTF_8);
  }

  ProducerRecord<byte[], byte[]> of(CapturedEvent event, long sequence) {
    Origin origin = new Origin(collectorId, sequence);
    ProducerRecord<byte[], byte[]> message =
        event instanceof Accepted accepted
            ? accepted(accepted, origin)
            : refused((Refused) event, origin);
    message.headers().add(EnvelopeHeaders.PSEUDONYM_KEY, pseudonymKey);
    return message;
  }

  private static ProducerRecord<byte[], byte[]> accepted(Accepted event, Origin origin) {
    Envelope envelope =
        new Envelope(
            event.key(), origin, event.receivedAt(), event.schemaVersion(), event.status());
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(Topics.EVENTS, event.partitionKey().getBytes(UTF_8), event.payload());
    EnvelopeHeaders.write(envelope).forEach(message.headers()::add);
    return message;
  }

  private static ProducerRecord<byte[], byte[]> refused(Refused event, Origin origin) {
    // Its schema version is what could not be relied on; the readers of this topic do without.
    boolean unvalidated = event.reason().equals(Reason.VALIDATION_UNAVAILABLE.code());
    String status = unvalidated ? "degraded" : "rejected";
    Envelope envelope = new Envelope("", origin, event.receivedAt(), 0, status);
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            Topics.REJECTED, null, event.payload() == null ? NOTHING : event.payload());
    EnvelopeHeaders.write(envelope).forEach(message.headers()::add);
    message.headers().add("reason", event.reason().getBytes(UTF_8));
    message.headers().add("problem", event.problem().getBytes(UTF_8));
    message.headers().add("remedy", event.remedy().getBytes(UTF_8));
    message.headers().add("size", Integer.toString(event.size()).getBytes(UTF_8));
    return message;
  }
}
