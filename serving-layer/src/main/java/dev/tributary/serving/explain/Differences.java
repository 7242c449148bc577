package dev.tributary.serving.explain;

import dev.tributary.serving.explain.OrderExplanation.Touch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Says in sentences why final credit is not what was provisional. */
final class Differences {

  private Differences() {}

  private record Known(Instant at, String channel) {}

  static List<String> sentences(
      List<Touch> touches,
      String visitorId,
      Instant conversionReceivedAt,
      List<CreditLine> settled,
      List<CreditLine> provisional) {
    if (settled.isEmpty() || provisional.isEmpty()) {
      return List.of();
    }
    Set<Known> last = touchesOf(settled);
    Set<Known> first = touchesOf(provisional);
    List<String> why = new ArrayList<>();
    for (Known touch : last) {
      if (!first.contains(touch)) {
        why.add(
            name(touch)
                + " counts in the final credit and did not in the provisional: "
                + cause(touch, touches, visitorId, conversionReceivedAt));
      }
    }
    for (Known touch : first) {
      if (!last.contains(touch)) {
        why.add(name(touch) + " counted in the provisional credit and no longer does.");
      }
    }
    if (why.isEmpty() && !Set.copyOf(settled).equals(Set.copyOf(provisional))) {
      why.add("The same touches are shared out differently: the rules or weights were changed.");
    }
    return why;
  }

  private static String cause(
      Known known, List<Touch> touches, String visitorId, Instant conversionReceivedAt) {
    for (Touch touch : touches) {
      if (touch.at().equals(known.at()) && touch.channel().equals(known.channel())) {
        String seenUnder = touch.origin().visitorId();
        if (seenUnder != null && !seenUnder.equals(visitorId)) {
          return "it was seen under visitor "
              + seenUnder
              + ", whom the publication found to be the same person.";
        }
        if (touch.origin().receivedAt().isAfter(conversionReceivedAt)) {
          return "it reached us at " + touch.origin().receivedAt() + ", after the order.";
        }
      }
    }
    return "the batch layer saw an event that the speed layer had not.";
  }

  private static Set<Known> touchesOf(List<CreditLine> lines) {
    Set<Known> touches = new LinkedHashSet<>();
    lines.forEach(line -> touches.add(new Known(line.touchAt(), line.channel())));
    return touches;
  }

  private static String name(Known touch) {
    return touch.channel() + " of " + touch.at();
  }
}
