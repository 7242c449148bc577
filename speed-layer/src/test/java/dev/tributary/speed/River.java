package dev.tributary.speed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.core.admission.Admission;
import dev.tributary.core.admission.Arrival;
import dev.tributary.core.admission.RedirectClick;
import dev.tributary.core.admission.Verdict;
import dev.tributary.core.config.Config;
import dev.tributary.core.consent.Pseudonyms;
import dev.tributary.core.event.Device;
import dev.tributary.core.event.Envelope;
import dev.tributary.core.event.EnvelopeHeaders;
import dev.tributary.core.event.Event;
import dev.tributary.core.event.Identifiers;
import dev.tributary.core.event.Origin;
import dev.tributary.core.event.Topics;
import dev.tributary.core.view.CreditRevision;
import dev.tributary.core.view.CreditRevisionJson;
import java.time.Instant;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends events as the capture layer does: admitted, with their envelope in the headers. */
final class River implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private final Admission admission;
  private long sequence;

  River(String bootstrapServers, byte[] key) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", bootstrapServers);
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    admission = new Admission(Config.defaults(), Pseudonyms.withKey(key));
  }

  /** Sends one event, received at the given moment. */
  void send(String json, Instant receivedAt) {
    Arrival arrival = new Arrival(new Origin("collector", ++sequence), receivedAt, Device.UNKNOWN);
    Verdict verdict = admission.admit(json.getBytes(UTF_8), arrival);
    if (!(verdict instanceof Verdict.Admitted admitted)) {
      throw new IllegalArgumentException("The test sent " + json + ", refused as " + verdict);
    }
    send(admitted.event(), admitted.payload());
  }

  /** Sends a click on a registered link, which names nobody. */
  void redirect(RedirectClick click, Instant at) {
    Verdict.Admitted admitted =
        admission.redirect(
            click, new Arrival(new Origin("collector", ++sequence), at, Device.UNKNOWN));
    send(admitted.event(), admitted.payload());
  }

  private void send(Event event, byte[] payload) {
    Identifiers who = event.header().identifiers();
    String key = who.visitorId() == null ? event.header().key() : who.visitorId();
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(Topics.EVENTS, key.getBytes(UTF_8), payload);
    EnvelopeHeaders.write(Envelope.of(event)).forEach(message.headers()::add);
    producer.send(message);
  }

  /** Sends any bytes with any headers ({@code name=value}). */
  void sendRaw(String topic, byte[] value, String... headers) {
    ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, value);
    for (String header : headers) {
      String[] parts = header.split("=", 2);
      message.headers().add(parts[0], parts[1].getBytes(UTF_8));
    }
    producer.send(message);
  }

  /** Says what the topic of credit has once more, as a batch does that was killed at its end. */
  void sayAgain(CreditRevision revision) {
    producer.send(
        new ProducerRecord<>(
            Topics.CREDITS,
            (revision.conversionKey() + "|" + revision.journeyKey()).getBytes(UTF_8),
            CreditRevisionJson.write(revision)));
  }

  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
