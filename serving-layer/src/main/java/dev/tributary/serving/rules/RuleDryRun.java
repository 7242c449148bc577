package dev.tributary.serving.rules;

import dev.tributary.core.classify.RuleChange;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.consent.ConsentPolicy;
import dev.tributary.core.event.Event;
import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.ChannelMoves;
import dev.tributary.core.journey.Enricher;
import dev.tributary.core.journey.Lookback;
import dev.tributary.core.journey.PersonTimeline;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.serving.fits.Fits;
import dev.tributary.serving.lake.LakeQuery;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Attributes the orders of some days twice, without a change of the channel rules and with it, and
 * tells what moves. Fitted models credit by their current fits, as the next run would. Writes
 * nothing.
 */
public final class RuleDryRun {

  /** A session that began before the window decides what is the first page view within it. */
  private static final int SESSION_DAYS = 1;

  private final Path lake;
  private final Config config;
  private final ZoneId zone;

  /**
   * @param lake the folder that holds the tables
   */
  public RuleDryRun(Path lake, Config config) {
    this.lake = lake;
    this.config = config;
    this.zone = config.value(ReportingSettings.TIME_ZONE);
  }

  /**
   * What the change would move.
   *
   * @param from first day of the orders and touches that are compared, in the reporting time zone
   * @param to last day, included
   */
  public Rehearsal of(RuleChange change, LocalDate from, LocalDate to) {
    Enricher now = new Enricher(config, change.before());
    Enricher then = new Enricher(config, change.after());
    Instant start = from.atStartOfDay(zone).toInstant();
    Instant end = to.plusDays(1).atStartOfDay(zone).toInstant();
    Instant earliest =
        from.minusDays(new Lookback(config).longest().toDays() + SESSION_DAYS)
            .atStartOfDay(zone)
            .toInstant();
    ChannelMoves moves = new ChannelMoves();
    SortedSet<LocalDate> days = new TreeSet<>();
    try (LakeQuery query = LakeQuery.open(lake, config)) {
      Config credited = Fits.today(query, config).config();
      Comparison comparison = new Comparison(new PersonTimeline(credited), start, end, moves);
      ConsentPolicy policy = new ConsentPolicy(config);
      try (Persons persons = Persons.between(query, policy, earliest, end)) {
        for (List<Event> person = persons.next(); !person.isEmpty(); person = persons.next()) {
          List<TimelineEvent> before = enriched(person, now);
          comparison.take(before, enriched(person, then));
          before.stream()
              .map(TimelineEvent::occurredAt)
              .filter(comparison::covers)
              .forEach(at -> days.add(at.atZone(zone).toLocalDate()));
        }
      }
      return new Rehearsal(moves.moves(), days, FitNotes.of(credited, moves.moves()));
    }
  }

  private static List<TimelineEvent> enriched(List<Event> events, Enricher enricher) {
    return events.stream().map(enricher::enrich).toList();
  }

  /** What counts of a person read twice: touches and orders from {@code start} to {@code end}. */
  private record Comparison(
      PersonTimeline timeline, Instant start, Instant end, ChannelMoves moves) {

    void take(List<TimelineEvent> now, List<TimelineEvent> then) {
      moves.touches(
          timeline.touchpoints(now), timeline.touchpoints(then), touch -> covers(touch.at()));
      List<AttributedConversion> before = timeline.attribute(now);
      List<AttributedConversion> after = timeline.attribute(then);
      for (int i = 0; i < before.size(); i++) {
        if (covers(before.get(i).conversion().occurredAt())) {
          moves.conversion(before.get(i), after.get(i));
        }
      }
    }

    boolean covers(Instant at) {
      return !at.isBefore(start) && at.isBefore(end);
    }
  }
}
