package dev.tributary.speed.raw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.admission.Admission;
import dev.tributary.core.admission.Arrival;
import dev.tributary.core.admission.Verdict;
import dev.tributary.core.config.Config;
import dev.tributary.core.consent.Pseudonyms;
import dev.tributary.core.event.Device;
import dev.tributary.core.event.Envelope;
import dev.tributary.core.event.EnvelopeHeaders;
import dev.tributary.core.event.EventRows;
import dev.tributary.core.event.Origin;
import dev.tributary.core.event.Topics;
import dev.tributary.lake.RejectedRow;
import dev.tributary.lake.Storage;
import dev.tributary.speed.stream.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageReaderTest {

  private static final Instant RECEIVED = Instant.parse("2026-11-08T12:00:00.123456Z");
  private static final Instant STORED = Instant.parse("2026-11-08T12:00:02Z");
  private static final String ORDER =
      """
      {"schema_version":1,"event_type":"conversion","visitor_id":"v","order_id":"o",
       "value":"12.30","currency":"EUR","occurred_at":"2026-11-08T11:00:00Z","colour":"red",
       "consent":{"analytics":"granted","advertising":"granted"}}""";

  private final MessageReader reader = new MessageReader(STORED, "raw-1-0");

  @Test
  void admittedEventBecomesItsRowWithPayloadAndOffset() {
    Verdict.Admitted admitted = admitted();
    Message message =
        message(
            Topics.EVENTS,
            admitted.payload(),
            EnvelopeHeaders.write(Envelope.of(admitted.event())));

    RawOutcome outcome = reader.call(message);

    assertThat(outcome.rejected()).isNull();
    assertThat(outcome.accepted().event()).isEqualTo(EventRows.flatten(admitted.event()));
    assertThat(outcome.accepted().storage())
        .isEqualTo(
            new Storage(
                STORED,
                Storage.COLLECTOR,
                new String(admitted.payload(), UTF_8),
                "events",
                1,
                42L,
                "raw-1-0"));
    assertThat(outcome.accepted().storage().payload()).contains("\"colour\":\"red\"");
  }

  @Test
  void payloadThatIsNotJsonIsKeptAsRejected() {
    Verdict.Admitted admitted = admitted();
    RejectedRow row =
        rejected(
            message(
                Topics.EVENTS,
                "<xml/>".getBytes(UTF_8),
                EnvelopeHeaders.write(Envelope.of(admitted.event()))));

    assertThat(row.reason()).isEqualTo("unreadable_message");
    assertThat(row.problem()).contains("is not JSON");
    assertThat(row.payload()).isEqualTo("<xml/>");
    assertThat(row.receivedAt()).isEqualTo(RECEIVED);
    assertThat(row.sequence()).isEqualTo(7);
    assertThat(row.size()).isEqualTo(6);
  }

  @Test
  void messageWithoutHeadersOrValueIsStillOneRow() {
    RejectedRow row = rejected(new Message(Topics.EVENTS, 0, 3, null, null));

    assertThat(row.reason()).isEqualTo("unreadable_message");
    assertThat(row.receivedAt()).isEqualTo(STORED);
    assertThat(row.payload()).isNull();
    assertThat(row.size()).isZero();
    assertThat(row.kafkaOffset()).isEqualTo(3);
  }

  @Test
  void refusedEventWhoseConsentForbidsKeepingItHasReasonAndSizeOnly() {
    RejectedRow row =
        rejected(
            message(
                Topics.REJECTED,
                new byte[0],
                Map.of(
                    "collector_id", "c".getBytes(UTF_8),
                    "sequence", "7".getBytes(UTF_8),
                    "reason", "order_id_missing".getBytes(UTF_8),
                    "size", "512".getBytes(UTF_8))));

    assertThat(row.payload()).isNull();
    assertThat(row.reason()).isEqualTo("order_id_missing");
    assertThat(row.size()).isEqualTo(512);
    assertThat(row.collectorId()).isEqualTo("c");
  }

  private RejectedRow rejected(Message message) {
    RawOutcome outcome = reader.call(message);
    assertThat(outcome.accepted()).isNull();
    return outcome.rejected();
  }

  private static Verdict.Admitted admitted() {
    Arrival arrival = new Arrival(new Origin("c", 7), RECEIVED, Device.UNKNOWN);
    return (Verdict.Admitted)
        new Admission(Config.defaults(), Pseudonyms.withKey(new byte[32]))
            .admit(ORDER.getBytes(UTF_8), arrival);
  }

  private static Message message(String topic, byte[] value, Map<String, byte[]> headers) {
    List<Message.Header> list = new ArrayList<>();
    headers.forEach((name, bytes) -> list.add(new Message.Header(name, bytes)));
    return new Message(topic, 1, 42, value, list);
  }
}
