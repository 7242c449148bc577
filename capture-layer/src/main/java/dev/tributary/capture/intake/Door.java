package dev.tributary.capture.intake;

import dev.tributary.capture.log.Failure;
import dev.tributary.core.admission.Admission;
import dev.tributary.core.admission.Arrival;
import dev.tributary.core.admission.RedirectClick;
import dev.tributary.core.admission.RedirectTemplate;
import dev.tributary.core.admission.Verdict;
import dev.tributary.core.classify.UserAgents;
import dev.tributary.core.event.Device;
import dev.tributary.core.event.Event;
import dev.tributary.core.event.Identifiers;
import dev.tributary.core.event.Origin;
import io.netty.util.concurrent.FastThreadLocal;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Admission as the edge needs it: bytes in, what is journaled out. */
public final class Door {

  private static final int MOST_PROBLEM_CHARACTERS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Door.class);

  private final Admission admission;

  /** The sequence is given by the journal, behind admission. */
  private final Origin unnumbered;

  private final FastThreadLocal<ClickTemplates> templates =
      new FastThreadLocal<>() {
        @Override
        protected ClickTemplates initialValue() {
          return new ClickTemplates();
        }
      };

  public Door(Admission admission, String collectorId) {
    this.admission = admission;
    this.unnumbered = new Origin(collectorId, 0);
  }

  /** One posted event, as it leaves: accepted or refused. */
  public CapturedEvent posted(byte[] utf8Json, Instant receivedAt, Device device) {
    Verdict verdict = verdict(utf8Json, new Arrival(unnumbered, receivedAt, device));
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

  private Verdict verdict(byte[] utf8Json, Arrival arrival) {
    try {
      return admission.admit(utf8Json, arrival);
    } catch (RuntimeException e) {
      LOG.error(
          "Validation failed; the event is kept for a replay where its consent allows: {}",
          new Failure(e));
      return admission.degraded(utf8Json);
    }
  }

  /**
   * One followed link.
   *
   * @param userAgent the request's; reduced to what may be kept
   */
  public CapturedEvent.Accepted clicked(RedirectClick click, Instant receivedAt, String userAgent) {
    RedirectTemplate template =
        templates
            .get()
            .of(click, userAgent, () -> admission.redirects(click, arrival(receivedAt, userAgent)));
    RedirectTemplate.Stamped stamped = template.stamp(click.clickId(), receivedAt);
    return new CapturedEvent.Accepted(
        stamped.key(),
        click.clickId(),
        receivedAt,
        template.schemaVersion(),
        template.status(),
        stamped.payload());
  }

  private Arrival arrival(Instant receivedAt, String userAgent) {
    return new Arrival(unnumbered, receivedAt, UserAgents.reduce(userAgent));
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
