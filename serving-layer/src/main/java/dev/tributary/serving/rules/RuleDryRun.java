package dev.tributary.serving.rules;

import dev.tributary.core.classify.Classifier;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.event.Event;
import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.ChannelMoves;
import dev.tributary.core.journey.Enricher;
import dev.tributary.core.journey.Lookback;
import dev.tributary.core.journey.PersonTimeline;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.serving.lake.LakeQuery;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Attributes the orders of some days twice, by the rules in force and by those that a file makes of
 * them, and tells what moves. Writes nothing.
 */
public final class RuleDryRun {

  /** A session that began before the window decides what is the first page view within it. */
  private static final int SESSION_DAYS = 1;

  private final Path lake;
  private final Config config;
  private final ZoneId zone;
  private final PersonTimeline timeline;

  /**
   * @param lake the folder that holds the tables
   */
  public RuleDryRun(Path lake, Config config) {
    this.lake = lake;
    this.config = config;
    this.zone = config.value(ReportingSettings.TIME_ZONE);
    this.timeline = new PersonTimeline(config);
  }

  /**
   * What publishing the file would move, had it been in force at all times.
   *
   * @param from first day of the orders and touches that are compared, in the reporting time zone
   * @param to last day, included
   * @throws dev.tributary.core.config.ConfigException when the file can't be used
   */
  public List<ChannelMoves.Move> moves(Path file, LocalDate from, LocalDate to) {
    Enricher now = new Enricher(config);
    Enricher then = new Enricher(config, Classifier.proposing(config, file));
    Instant start = from.atStartOfDay(zone).toInstant();
    Instant end = to.plusDays(1).atStartOfDay(zone).toInstant();
    Instant earliest =
        from.minusDays(new Lookback(config).longest().toDays() + SESSION_DAYS)
            .atStartOfDay(zone)
            .toInstant();
    ChannelMoves moves = new ChannelMoves();
    try (LakeQuery query = LakeQuery.open(lake, config);
        Persons persons = Persons.between(query, earliest, end)) {
      for (List<Event> person = persons.next(); !person.isEmpty(); person = persons.next()) {
        compare(enriched(person, now), enriched(person, then), start, end, moves);
      }
    }
    return moves.moves();
  }

  private void compare(
      List<TimelineEvent> now,
      List<TimelineEvent> then,
      Instant start,
      Instant end,
      ChannelMoves moves) {
    moves.touches(
        timeline.touchpoints(now),
        timeline.touchpoints(then),
        touch -> within(touch.at(), start, end));
    List<AttributedConversion> before = timeline.attribute(now);
    List<AttributedConversion> after = timeline.attribute(then);
    for (int i = 0; i < before.size(); i++) {
      if (within(before.get(i).conversion().occurredAt(), start, end)) {
        moves.conversion(before.get(i), after.get(i));
      }
    }
  }

  private static List<TimelineEvent> enriched(List<Event> events, Enricher enricher) {
    return events.stream().map(enricher::enrich).toList();
  }

  private static boolean within(Instant at, Instant start, Instant end) {
    return !at.isBefore(start) && at.isBefore(end);
  }
}
