package dev.tributary.capture.intake;

import dev.tributary.core.admission.Admission;
import dev.tributary.core.admission.Arrival;
import dev.tributary.core.admission.RedirectClick;
import dev.tributary.core.admission.Verdict;
import dev.tributary.core.event.Device;
import dev.tributary.core.event.Event;
import dev.tributary.core.event.Identifiers;
import dev.tributary.core.event.Origin;
import java.time.Instant;

/** Admission as the edge needs it: bytes in, what is journaled out. */
public final class Door {

  private static final int MOST_PROBLEM_CHARACTERS = 1_000;

  private final Admission admission;

  /** The sequence is given by the journal, behind admission. */
  private final Origin unnumbered;

  public Door(Admission admission, String collectorId) {
    this.admission = admission;
    this.unnumbered = new Origin(collectorId, 0);
  }

  /** One posted event, as it leaves: accepted or refused. */
  public CapturedEvent posted(byte[] utf8Json, Instant receivedAt, Device device) {
    Verdict verdict = admission.admit(utf8Json, new Arrival(unnumbered, receivedAt, device));
    if (verdict instanceof Verdict.Admitted admitted) {
      return accepted(admitted, receivedAt);
    }
    Verdict.Refused refused = (Verdict.Refused) verdict;
    return new CapturedEvent.Refused(
        receivedAt,
        refused.rejection().reason().code(),
        shortened(refused.rejection().problem()),
        refused.rejection().remedy(),
        refused.size(),
        refused.keptBytes());
  }

  /** One followed link. */
  public CapturedEvent.Accepted clicked(RedirectClick click, Instant receivedAt, Device device) {
    return accepted(
        admission.redirect(click, new Arrival(unnumbered, receivedAt, device)), receivedAt);
  }

  private static CapturedEvent.Accepted accepted(Verdict.Admitted admitted, Instant receivedAt) {
    Event event = admitted.event();
    return new CapturedEvent.Accepted(
        event.header().key(),
        partitionKey(event),
        receivedAt,
        event.header().schemaVersion(),
        event.header().status(),
        admitted.payload());
  }

  /** A sentence about hostile input may quote from it: enough to see what is meant is kept. */
  private static String shortened(String problem) {
    return problem.length() <= MOST_PROBLEM_CHARACTERS
        ? problem
        : problem.substring(0, MOST_PROBLEM_CHARACTERS) + "…";
  }

  /** Keeps a visitor's events in order: visitor id, else click id, else the event's own key. */
  private static String partitionKey(Event event) {
    Identifiers who = event.header().identifiers();
    if (who.visitorId() != null) {
      return who.visitorId();
    }
    return who.clickId() != null ? who.clickId() : event.header().key();
  }
}
