package dev.tributary.core.admission;

import dev.tributary.core.event.EventType;
import dev.tributary.core.reject.Reason;

/** The event says what happened, in one of the contract's words. */
final class EventTypeCheck implements Check {

  @Override
  public void apply(Draft draft) {
    String type = draft.fields().text("event_type", 64);
    if (type == null) {
      throw new Refusal(Reason.MISSING_EVENT_TYPE.plainly());
    }
    draft.decide(
        EventType.ofWire(type).orElseThrow(() -> new Refusal(Reason.UNKNOWN_EVENT_TYPE.plainly())));
  }
}
