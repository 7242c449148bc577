package dev.tributary.core.journey;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** The sentence that says why a candidate was kept or excluded. */
final class Sentences {

  /**
   * What an exclusion may be due to.
   *
   * @param window of the candidate
   * @param usedUpBy the conversion that did so
   * @param option the path option that left it out
   * @param burst what its device did faster than people do
   */
  record Cause(
      Duration window,
      Optional<TimelineEvent> usedUpBy,
      Optional<PathOption> option,
      Optional<Rates.Burst> burst) {}

  private Sentences() {}

  static String about(
      Candidate candidate, Optional<Exclusion> exclusion, TimelineEvent conversion, Cause cause) {
    String channel = candidate.event().channel();
    Duration age = Duration.between(candidate.event().occurredAt(), conversion.occurredAt());
    if (exclusion.isEmpty()) {
      return channel
          + " kept: "
          + text(age)
          + " before the conversion, within its "
          + days(cause.window())
          + " window.";
    }
    return channel + " excluded: " + reason(exclusion.get(), candidate, age, cause) + ".";
  }

  private static String reason(
      Exclusion exclusion, Candidate candidate, Duration age, Cause cause) {
    return switch (exclusion) {
      case BOT -> "a machine made it";
      case TOO_FAST -> "its device " + cause.burst().orElseThrow().reason();
      case CONSENT_DENIED -> "consent forbids it to join a journey";
      case VIEW_THROUGH_OFF -> "it is an impression, and view-through is off";
      case NOT_ADOPTED -> "no consented event carried the id of this redirect's click";
      case SAME_TOUCH_AS_CLICK ->
          "it is the page that the click of "
              + candidate.click().occurredAt()
              + " led to, one touch with it";
      case AFTER_CONVERSION -> text(age.negated()) + " after the conversion";
      case CONSENT_WITHDRAWN -> "consent did not hold from it to the conversion";
      case OUTSIDE_WINDOW ->
          text(age.minus(cause.window())) + " outside its " + days(cause.window()) + " window";
      case USED_UP -> usedUp(cause.usedUpBy().orElseThrow());
      case PATH_OPTION -> cause.option().orElseThrow().reason();
    };
  }

  private static String usedUp(TimelineEvent earlier) {
    return "the earlier "
        + earlier.conversionType()
        + " "
        + earlier.orderId()
        + " of "
        + earlier.occurredAt()
        + " used it up (attribution.restart_after_conversion)";
  }

  private static String days(Duration window) {
    return window.toDays() + "-day";
  }

  /** A span in its two largest units, for example {@code 2 d 4 h}; less than a second is exact. */
  static String text(Duration span) {
    if (span.toDays() > 0) {
      return join(span.toDays(), "d", span.toHoursPart(), "h");
    }
    if (span.toHours() > 0) {
      return join(span.toHours(), "h", span.toMinutesPart(), "min");
    }
    if (span.toMinutes() > 0) {
      return join(span.toMinutes(), "min", span.toSecondsPart(), "s");
    }
    BigDecimal micros = BigDecimal.valueOf(span.getNano() / 1_000, 6);
    return micros.add(BigDecimal.valueOf(span.toSeconds())).stripTrailingZeros().toPlainString()
        + " s";
  }

  private static String join(long large, String largeUnit, int small, String smallUnit) {
    return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }
}
