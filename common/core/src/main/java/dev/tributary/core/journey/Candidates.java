package dev.tributary.core.journey;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.JourneySettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds everything in a person's events that is a touch or nearly one. */
final class Candidates {

  private static final Comparator<Candidate> ORDER =
      Comparator.comparing(Candidate::event, JourneyOrder.COMPARATOR);

  private final Sessions sessions;
  private final Rates rates;
  private final boolean viewThrough;

  Candidates(Config config) {
    sessions = new Sessions(config);
    rates = new Rates(config);
    viewThrough = config.value(JourneySettings.VIEW_THROUGH);
  }

  /** Devices among these that click and look faster than people do, and how much faster. */
  Map<String, Rates.Burst> machines(List<TimelineEvent> ordered) {
    return rates.devices(ordered);
  }

  /**
   * Clicks, impressions and the first page views of sessions, in journey order.
   *
   * @param machines devices whose events are no touches
   */
  List<Candidate> of(List<TimelineEvent> ordered, Set<String> machines) {
    return of(ordered, machines, Set.of());
  }

  /**
   * The same where other events carried click ids as well.
   *
   * @param carriedElsewhere ids that these carried with consent
   */
  List<Candidate> of(
      List<TimelineEvent> ordered, Set<String> machines, Set<String> carriedElsewhere) {
    List<Candidate> candidates = new ArrayList<>();
    List<TimelineEvent> clicks = new ArrayList<>();
    Set<String> carried = new HashSet<>(carriedElsewhere);
    ordered.stream().filter(Kinds::carriesClickId).forEach(event -> carried.add(event.clickId()));
    for (TimelineEvent event : ordered) {
      if (Kinds.click(event)) {
        Candidate click = judged(event, TouchKind.CLICK, clickStanding(event, carried, machines));
        candidates.add(click);
        if (click.standing().isEmpty()) {
          clicks.add(event);
        }
      } else if (Kinds.impression(event)) {
        candidates.add(judged(event, TouchKind.VIEW, viewStanding(event, machines)));
      } else if (Kinds.pageView(event) && (event.bot() || !event.journeyAllowed())) {
        ownStanding(event, machines)
            .ifPresent(
                reason -> candidates.add(Candidate.excluded(event, TouchKind.VISIT, reason)));
      }
    }
    Landings landings = new Landings(clicks);
    for (TimelineEvent first : sessions.firstPageViews(ordered)) {
      candidates.add(
          ownStanding(first, machines)
              .map(reason -> Candidate.excluded(first, TouchKind.VISIT, reason))
              .orElseGet(() -> visit(first, landings)));
    }
    candidates.sort(ORDER);
    return candidates;
  }

  private static Candidate visit(TimelineEvent first, Landings landings) {
    return landings
        .clickOf(first)
        .map(click -> Candidate.landing(first, click))
        .orElseGet(() -> Candidate.touch(first, TouchKind.VISIT));
  }

  private static Candidate judged(
      TimelineEvent event, TouchKind kind, Optional<Exclusion> exclusion) {
    return exclusion
        .map(reason -> Candidate.excluded(event, kind, reason))
        .orElseGet(() -> Candidate.touch(event, kind));
  }

  private static Optional<Exclusion> clickStanding(
      TimelineEvent click, Set<String> carried, Set<String> machines) {
    Optional<Exclusion> own = ownStanding(click, machines);
    if (own.isEmpty() && Kinds.anonymousRedirect(click) && !carried.contains(click.clickId())) {
      return Optional.of(Exclusion.NOT_ADOPTED);
    }
    return own;
  }

  private Optional<Exclusion> viewStanding(TimelineEvent impression, Set<String> machines) {
    Optional<Exclusion> own = ownStanding(impression, machines);
    return own.isEmpty() && !viewThrough ? Optional.of(Exclusion.VIEW_THROUGH_OFF) : own;
  }

  private static Optional<Exclusion> ownStanding(TimelineEvent event, Set<String> machines) {
    if (event.bot()) {
      return Optional.of(Exclusion.BOT);
    }
    if (!machines.isEmpty() && machines.contains(Kinds.device(event))) {
      return Optional.of(Exclusion.TOO_FAST);
    }
    return event.journeyAllowed() ? Optional.empty() : Optional.of(Exclusion.CONSENT_DENIED);
  }
}
