package dev.tributary.core.journey;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.JourneySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
          if (Kinds.conversion(event) && !event.bot()) {
            previousConversion.put(event.key(), latest.put(event.conversionType(), event));
          }
        }
      }
    }

    /** The touches that serve a conversion, in journey order, before path options. */
    List<Touchpoint> eligible(List<Candidate> touches, TimelineEvent conversion) {
      Instant at = conversion.occurredAt();
      List<Touchpoint> eligible = new ArrayList<>();
      int from = firstAtOrAfter(touches, at.minus(lookback.longest()));
      for (int i = from; i < touches.size(); i++) {
        Candidate touch = touches.get(i);
        if (touch.event().occurredAt().isAfter(at)) {
          break;
        }
        if (exclusion(touch, conversion).isEmpty()) {
          eligible.add(touch.touch());
        }
      }
      return eligible;
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
      if (previous != null && JourneyOrder.COMPARATOR.compare(candidate.event(), previous) < 0) {
        return Optional.of(Exclusion.USED_UP);
      }
      return Optional.empty();
    }
  }

  /** The window of a candidate for a conversion. */
  Duration windowOf(Candidate candidate, TimelineEvent conversion) {
    return lookback.window(
        candidate.kind(), candidate.event().channel(), conversion.conversionType());
  }

  /** Touches lie in order of time, so what is too old for every window is never looked at. */
  private static int firstAtOrAfter(List<Candidate> touches, Instant earliest) {
    int low = 0;
    int high = touches.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (touches.get(middle).event().occurredAt().isBefore(earliest)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
