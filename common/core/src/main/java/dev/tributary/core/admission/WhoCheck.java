package dev.tributary.core.admission;

import dev.tributary.core.consent.ConsentPolicy;
import dev.tributary.core.event.EventType;
import dev.tributary.core.reject.Reason;

/**
 * The event names its visitor unless consent denies it. A consent event always does, since a choice
 * of nobody can't be honoured; an adjustment need not, since its order names the journey.
 */
final class WhoCheck implements Check {

  private final ConsentPolicy policy;

  WhoCheck(ConsentPolicy policy) {
    this.policy = policy;
  }

  @Override
  public void apply(Draft draft) {
    EventType type = draft.type();
    boolean identified = policy.allowsAnalytics(draft.consent());
    boolean needed = type == EventType.CONSENT || (identified && type != EventType.ADJUSTMENT);
    if (needed && draft.fields().member("visitor_id") == null) {
      throw new Refusal(Reason.MISSING_VISITOR.plainly());
    }
    boolean aboutUser = type == EventType.IDENTIFY || type == EventType.UNLINK;
    if (aboutUser && identified && draft.fields().member("user_id") == null) {
      throw new Refusal(Reason.MISSING_USER.plainly());
    }
  }
}
