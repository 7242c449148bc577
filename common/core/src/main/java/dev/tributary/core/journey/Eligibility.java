package dev.tributary.core.journey;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.JourneySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides which touches of one person serve which of the person's conversions. */
final class Eligibility {

  private final Lookback lookback;
  private final boolean restart;

  Eligibility(Config config) {
    lookback = new Lookback(config);
    restart = config.value(JourneySettings.RESTART_AFTER_CONVERSION);
  }

  /** The same for one person. */
  Person of(List<TimelineEvent> ordered) {
    return new Person(ordered);
  }

  /** Eligibility among one person's events. */
  final class Person {

    private final Withdrawals withdrawals;
    private final Map<String, TimelineEvent> previousConversion = new HashMap<>();

    private Person(List<TimelineEvent> ordered) {
      withdrawals = new Withdrawals(ordered);
      if (restart) {
        Map<String, TimelineEvent> latest = new HashMap<>();
        for (TimelineEvent event : ordered) {
          // One that may not be credited leaves other orders' credit as it is.
          if (Kinds.conversion(event) && !event.bot() && event.journeyAllowed()) {
            previousConversion.put(event.key(), latest.put(event.conversionType(), event));
          }
        }
      }
    }

    /** Whether no withdrawal stands at that moment: what is done while one does is no touch. */
    boolean consentsAt(Instant at) {
      return !withdrawals.allowedSince(at).equals(Instant.MAX);
    }

    /**
     * What the person's other events say of a conversion, in numbers for the sweep.
     *
     * @param touches in journey order
     */
    LaidConversion laid(TimelineEvent conversion, List<Candidate> touches) {
      Instant at = conversion.occurredAt();
      Instant since = conversion.journeyAllowed() ? withdrawals.allowedSince(at) : Instant.MAX;
      TimelineEvent previous = previousConversion.get(conversion.key());
      int usedUp = 0;
      while (usedUp < touches.size() && usedUp(touches.get(usedUp), previous)) {
        usedUp++;
      }
      return new LaidConversion(
          conversion,
          Micros.of(at),
          conversion.valueMinor() == null ? 0 : conversion.valueMinor(),
          Micros.of(since),
          usedUp);
    }

    /** Why a candidate does not serve a conversion; empty where it does. */
    Optional<Exclusion> exclusion(Candidate candidate, TimelineEvent conversion) {
      Instant at = conversion.occurredAt();
      Instant touched = candidate.event().occurredAt();
      if (candidate.standing().isPresent()) {
        return candidate.standing();
      }
      if (!conversion.journeyAllowed()) {
        return Optional.of(Exclusion.CONSENT_DENIED);
      }
      if (touched.isAfter(at)) {
        return Optional.of(Exclusion.AFTER_CONVERSION);
      }
      if (touched.isBefore(withdrawals.allowedSince(at))) {
        return Optional.of(Exclusion.CONSENT_WITHDRAWN);
      }
      if (touched.isBefore(at.minus(windowOf(candidate, conversion)))) {
        return Optional.of(Exclusion.OUTSIDE_WINDOW);
      }
      TimelineEvent previous = previousConversion.get(conversion.key());
      return usedUp(candidate, previous) ? Optional.of(Exclusion.USED_UP) : Optional.empty();
    }

    /** The conversion that used a candidate up: the first of its type that it served. */
    Optional<TimelineEvent> usedUpBy(Candidate candidate, TimelineEvent conversion) {
      Optional<TimelineEvent> by = Optional.empty();
      TimelineEvent earlier = previousConversion.get(conversion.key());
      while (usedUp(candidate, earlier)) {
        by = Optional.of(earlier);
        earlier = previousConversion.get(earlier.key());
      }
      return by;
    }

    /** By what it served: a conversion's own instant is included. */
    private static boolean usedUp(Candidate touch, TimelineEvent conversion) {
      return conversion != null && !touch.event().occurredAt().isAfter(conversion.occurredAt());
    }
  }

  /** The window of a candidate for a conversion. */
  Duration windowOf(Candidate candidate, TimelineEvent conversion) {
    return lookback.window(
        candidate.kind(), candidate.event().channel(), conversion.conversionType());
  }
}
