package dev.tributary.capture.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.capture.intake.CapturedEvent;
import dev.tributary.capture.intake.CapturedEvent.Accepted;
import dev.tributary.capture.intake.CapturedEvent.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The answer to posted events: an array of one object each, in the order they were sent. */
final class EventAnswers {

  private static final JsonFactory JSON = new JsonFactory();

  private EventAnswers() {}

  static byte[] json(List<CapturedEvent> events) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128 * events.size());
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartArray();
      for (CapturedEvent event : events) {
        json.writeStartObject();
        if (event instanceof Accepted accepted) {
          json.writeStringField("key", accepted.key());
          json.writeBooleanField("accepted", true);
          json.writeNullField("reason");
        } else {
          Refused refused = (Refused) event;
          json.writeNullField("key");
          json.writeBooleanField("accepted", false);
          json.writeStringField("reason", refused.reason());
          json.writeStringField("problem", refused.problem());
          json.writeStringField("remedy", refused.remedy());
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory refused a write", e);
    }
    return bytes.toByteArray();
  }
}
