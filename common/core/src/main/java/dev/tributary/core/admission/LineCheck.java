package dev.tributary.core.admission;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.core.event.ByteLines;
import dev.tributary.core.event.Device;
import dev.tributary.core.event.EventRow;
import dev.tributary.core.event.EventRows;
import dev.tributary.core.event.Origin;
import dev.tributary.core.reject.Reason;
import dev.tributary.core.reject.Rejection;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Answers lines of events with the verdict that the collector would give them now. */
public final class LineCheck {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Admission admission;
  private final InstantSource clock;

  public LineCheck(Admission admission, InstantSource clock) {
    this.admission = admission;
    this.clock = clock;
  }

  /**
   * The answer to one line.
   *
   * @param line its number, from 1
   * @param key null where it is rejected
   * @param rejection null where it is valid
   * @param event normalised, by the contract's names; null where it is rejected
   * @param warning what the sender did not mean so, though it is valid
   */
  public record Answer(
      long line,
      String key,
      Rejection rejection,
      Map<String, Object> event,
      Optional<UnreadConsent> warning) {

    private static Answer rejected(long line, Rejection rejection) {
      return new Answer(line, null, rejection, null, Optional.empty());
    }

    public boolean valid() {
      return rejection == null;
    }
  }

  public Answer answer(ByteLines.Line line) {
    if (line.size() > StrictJson.GREATEST_BYTES) {
      return Answer.rejected(line.number(), Reason.EVENT_TOO_LARGE.because(line.size()));
    }
    Arrival arrival =
        new Arrival(new Origin("validate", line.number()), clock.instant(), Device.UNKNOWN);
    Verdict verdict = admission.admit(line.bytes(), arrival);
    if (verdict instanceof Verdict.Admitted admitted) {
      String key = admitted.event().header().key();
      return new Answer(
          line.number(), key, null, normalised(admitted), UnreadConsent.among(admitted.notices()));
    }
    return Answer.rejected(line.number(), ((Verdict.Refused) verdict).rejection());
  }

  /** The payload with its times corrected and its money in minor units as well. */
  private static Map<String, Object> normalised(Verdict.Admitted admitted) {
    EventRow row = EventRows.flatten(admitted.event());
    Map<String, Object> event = new LinkedHashMap<>();
    try {
      event.putAll(JSON.readValue(admitted.payload(), new TypeReference<Map<String, Object>>() {}));
    } catch (IOException e) {
      throw new IllegalStateException("Admission writes JSON objects only.", e);
    }
    event.put("occurred_at", row.occurredAt().toString());
    if (!row.occurredAt().equals(row.occurredAtOriginal())) {
      event.put("occurred_at_original", row.occurredAtOriginal().toString());
    }
    admitted.event().header().clockCorrection().ifPresent(why -> event.put("clock", why));
    if (row.sentAt() != null) {
      event.put("sent_at", row.sentAt().toString());
    }
    if (row.valueMinor() != null) {
      event.put("value_minor", row.valueMinor());
    }
    return event;
  }
}
