package dev.tributary.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.core.event.EventTimes;
import dev.tributary.core.reject.Reason;

/** The event says when it happened, in a form that names one instant. */
final class TimeCheck implements Check {

  @Override
  public void apply(Draft draft) {
    Fields fields = draft.fields();
    if (fields.member("occurred_at") == null) {
      throw new Refusal(Reason.MISSING_TIME.plainly());
    }
    readable(fields, "occurred_at");
    readable(fields, "sent_at");
  }

  private static void readable(Fields fields, String field) {
    JsonNode value = fields.member(field);
    if (value == null) {
      return;
    }
    if (EventTimes.parse(value).isEmpty()) {
      throw new Refusal(Reason.INVALID_TIME.because(field));
    }
    if (value.isTextual()) {
      fields.node().put(field, value.textValue().strip());
    }
  }
}
