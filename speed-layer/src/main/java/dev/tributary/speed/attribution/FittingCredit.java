package dev.tributary.speed.attribution;

import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.PersonJourney;
import dev.tributary.core.journey.PersonTimeline;
import dev.tributary.core.journey.Touchpoint;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Credit that fits a message.
 *
 * @param cut whether the older touches had to be left out for it
 * @param fingerprint of what it says
 */
record FittingCredit(AttributedConversion credit, boolean cut, long fingerprint) {

  private static final Logger LOG = LoggerFactory.getLogger(FittingCredit.class);

  /**
   * The credit as it is, or that of the newest touches that fit, halved until they do.
   *
   * @param journey that the credit is of
   * @param largest most bytes of its content
   */
  static FittingCredit of(
      AttributedConversion credit, PersonJourney journey, PersonTimeline timeline, int largest) {
    AttributedConversion fitting = credit;
    byte[] content = Revisions.content(credit);
    PersonJourney newer = journey;
    while (content.length > largest && fitting.touches().size() > 1) {
      newer = newer.without(olderHalf(fitting.touches()));
      fitting = timeline.attribute(newer, credit.conversion().key());
      content = Revisions.content(fitting);
    }
    return new FittingCredit(fitting, fitting != credit, Revisions.fingerprint(content));
  }

  /** Tells of touches that were left out. */
  void warnOfCut(AttributedConversion whole, int largest) {
    if (cut) {
      LOG.warn(
          "The order with the key {} has {} touches, more than fit a message of {} bytes: its"
              + " provisional credit is that of the newest {}. Batch credits all of them.",
          whole.conversion().key(),
          whole.touches().size(),
          largest,
          credit.touches().size());
    }
  }

  /** Keys of the older half of these touches, which are left out as beyond a journey's cap. */
  private static Set<String> olderHalf(List<Touchpoint> touches) {
    return touches.subList(0, touches.size() / 2).stream()
        .map(Touchpoint::key)
        .collect(Collectors.toSet());
  }
}
