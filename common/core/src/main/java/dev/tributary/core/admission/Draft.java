package dev.tributary.core.admission;

import dev.tributary.core.consent.Consent;
import dev.tributary.core.event.EventType;
import java.util.EnumSet;
import java.util.Set;

/** One event on its way through the checks, each of which normalises its own part. */
final class Draft {

  private final Fields fields;
  private final Set<Verdict.Notice> notices = EnumSet.noneOf(Verdict.Notice.class);
  private EventType type;
  private Consent consent;

  Draft(Fields fields) {
    this.fields = fields;
  }

  Fields fields() {
    return fields;
  }

  /** Known behind {@link EventTypeCheck}. */
  EventType type() {
    return type;
  }

  /** Known behind {@link ConsentCheck}. */
  Consent consent() {
    return consent;
  }

  Set<Verdict.Notice> notices() {
    return notices;
  }

  void decide(EventType decided) {
    this.type = decided;
  }

  void decide(Consent decided) {
    this.consent = decided;
  }

  void notice(Verdict.Notice notice) {
    notices.add(notice);
  }
}
