package dev.tributary.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.core.event.EventType;
import dev.tributary.core.reject.Reason;
import java.util.List;

/** Device hints are short strings, and erase is true or false. */
final class ShapeCheck implements Check {

  private static final int LONGEST_HINT = 64;

  @Override
  public void apply(Draft draft) {
    Fields device = draft.fields().object("device");
    if (device != null) {
      List.of("class", "os", "browser").forEach(hint -> device.text(hint, LONGEST_HINT));
    }
    JsonNode erase = draft.fields().member("erase");
    if (draft.type() == EventType.CONSENT && erase != null && !erase.isBoolean()) {
      throw new Refusal(
          Reason.WRONG_TYPE.because(
              "erase is a JSON " + Fields.kind(erase) + "; the contract has true or false"));
    }
  }
}
