package dev.tributary.speed.raw;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.core.event.AdmittedJson;
import dev.tributary.core.event.Envelope;
import dev.tributary.core.event.EnvelopeHeaders;
import dev.tributary.core.event.EventRows;
import dev.tributary.core.event.Topics;
import dev.tributary.lake.RawEventRow;
import dev.tributary.lake.RejectedRow;
import dev.tributary.lake.Storage;
import dev.tributary.speed.stream.Message;
import java.io.Serializable;
import java.time.Instant;
import java.util.Map;

/** Turns every message into exactly one row, whatever it holds. */
final class MessageReader implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final AdmittedJson ADMITTED_JSON = new AdmittedJson();

  /** Of a message that should have been an admitted event and can't be read as one. */
  static final String UNREADABLE = "unreadable_message";

  private final Instant storedAt;
  private final String ingestBatch;

  MessageReader(Instant storedAt, String ingestBatch) {
    this.storedAt = storedAt;
    this.ingestBatch = ingestBatch;
  }

  /** The one row of a message. */
  RawOutcome call(Message message) {
    Map<String, byte[]> headers = message.headersByName();
    if (message.topic().equals(Topics.REJECTED)) {
      return new RawOutcome(null, rejected(message, headers));
    }
    try {
      return new RawOutcome(accepted(message, EnvelopeHeaders.read(headers)), null);
    } catch (IllegalArgumentException e) {
      return new RawOutcome(null, unreadable(message, headers, e.getMessage()));
    }
  }

  private RawEventRow accepted(Message message, Envelope envelope) {
    byte[] payload = message.value() == null ? new byte[0] : message.value();
    return new RawEventRow(
        EventRows.flatten(ADMITTED_JSON.read(payload, envelope)),
        new Storage(
            storedAt,
            Storage.COLLECTOR,
            new String(payload, UTF_8),
            message.topic(),
            message.partition(),
            message.offset(),
            ingestBatch));
  }

  private RejectedRow rejected(Message message, Map<String, byte[]> headers) {
    RejectedHeaders known = new RejectedHeaders(headers);
    return row(message, known, known.text("reason"), known.text("problem"), known.text("remedy"));
  }

  private RejectedRow unreadable(Message message, Map<String, byte[]> headers, String problem) {
    return row(
        message,
        new RejectedHeaders(headers),
        UNREADABLE,
        problem,
        "Send events through the capture layer, or import them; nothing else writes this topic.");
  }

  private RejectedRow row(
      Message message, RejectedHeaders known, String reason, String problem, String remedy) {
    boolean kept = message.value() != null && message.value().length > 0;
    return new RejectedRow(
        known.receivedAt().orElse(storedAt),
        storedAt,
        reason,
        problem,
        remedy,
        kept ? new String(message.value(), UTF_8) : null,
        known.size().orElse(kept ? message.value().length : 0),
        known.text(EnvelopeHeaders.COLLECTOR_ID),
        known.sequence().orElse(null),
        message.topic(),
        message.partition(),
        message.offset(),
        ingestBatch);
  }
}
