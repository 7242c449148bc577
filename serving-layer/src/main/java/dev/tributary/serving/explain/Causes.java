package dev.tributary.serving.explain;

import dev.tributary.core.event.EventType;
import dev.tributary.core.identity.Cut;
import dev.tributary.core.identity.Identifier;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.journey.Touchpoint;
import dev.tributary.serving.explain.OrderExplanation.Touch;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Why a touch counts or not that seemed to be otherwise, as far as today's events tell. */
record Causes(TimelineEvent conversion, List<Touch> touches, RawJourney journey) {

  private static final Set<String> TOUCHES =
      Set.of(EventType.CLICK.wire(), EventType.IMPRESSION.wire(), EventType.PAGE_VIEW.wire());

  private static final int MOST_SENTENCES = 5;

  /** The end of a sentence on a touch that was added. */
  String ofGain(CreditLine line) {
    if (standsForNone(line)) {
      return ", since no touch was eligible.";
    }
    Optional<Touch> touch = touches.stream().filter(one -> isAbout(line, one)).findFirst();
    if (touch.isEmpty()) {
      return ".";
    }
    String seenUnder = touch.get().origin().visitorId();
    if (seenUnder != null && !seenUnder.equals(conversion.visitorId())) {
      boolean own = journey.identifiers().contains(Identifier.visitor(seenUnder));
      return ": it was seen under visitor "
          + seenUnder
          + (own ? ", who was found to be the same person." : ", with a user of this person.");
    }
    if (touch.get().origin().receivedAt().isAfter(conversion.receivedAt())) {
      return ": it reached us at " + touch.get().origin().receivedAt() + ", after the order.";
    }
    return ".";
  }

  /** The end of a sentence on a touch that was lost. */
  String ofLoss(CreditLine line) {
    if (standsForNone(line)) {
      return ": it stood for no touch.";
    }
    return Stream.of(excluded(line), passedOn(line), copied(line))
        .flatMap(Optional::stream)
        .findFirst()
        .map(reason -> ": " + reason)
        .orElse(".");
  }

  /** Sentences on what looks like this person's and is not. */
  List<String> notes() {
    Stream<String> passedOn = journey.cuts().stream().filter(Causes::isClick).map(Causes::shared);
    Stream<String> copies =
        journey.elsewhere().stream()
            .filter(event -> TOUCHES.contains(event.eventType()))
            .map(Causes::copy);
    List<String> all = Stream.concat(passedOn, copies).toList();
    return all.size() <= MOST_SENTENCES
        ? all
        : Stream.concat(
                all.stream().limit(MOST_SENTENCES),
                Stream.of("And " + (all.size() - MOST_SENTENCES) + " more of these."))
            .toList();
  }

  /** Direct at the order's own time, where no touch was eligible. */
  private boolean standsForNone(CreditLine line) {
    return line.touchAt().equals(conversion.occurredAt())
        && line.channel().equals(Touchpoint.DIRECT)
        && touches.stream().noneMatch(one -> isAbout(line, one));
  }

  private Optional<String> excluded(CreditLine line) {
    return touches.stream()
        .filter(one -> one.excludedBy() != null && isAbout(line, one))
        .map(Touch::sentence)
        .findFirst();
  }

  private Optional<String> passedOn(CreditLine line) {
    return journey.cuts().stream()
        .filter(cut -> isClick(cut) && cut.identifier().value().equals(line.clickId()))
        .map(Causes::shared)
        .findFirst();
  }

  /** A copy may be dated otherwise than the event that counts. */
  private Optional<String> copied(CreditLine line) {
    return journey.elsewhere().stream()
        .filter(event -> TOUCHES.contains(event.eventType()))
        .filter(event -> event.channel().equals(line.channel()))
        .map(Causes::copy)
        .findFirst();
  }

  private static boolean isAbout(CreditLine line, Touch touch) {
    return touch.at().equals(line.touchAt()) && touch.channel().equals(line.channel());
  }

  private static boolean isClick(Cut cut) {
    return cut.identifier().kind().equals(Identifier.CLICK);
  }

  private static String shared(Cut cut) {
    return "The link with the id "
        + cut.identifier().value()
        + " was passed on: "
        + cut.neighbours()
        + " of kind "
        + cut.neighbourKind()
        + " carried it, more than "
        + cut.limit()
        + " (identity.visitors_per_click), so its click is the first's alone.";
  }

  private static String copy(TimelineEvent event) {
    return "An event with the key "
        + event.key()
        + " was received earlier "
        + (event.visitorId() == null ? "from somebody else" : "under visitor " + event.visitorId())
        + " and is that person's "
        + event.eventType().replace('_', ' ')
        + "; its copy does not count.";
  }
}
