package dev.tributary.serving.explain;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.event.Header;
import dev.tributary.core.journey.Enricher;
import dev.tributary.core.journey.Explanation;
import dev.tributary.core.journey.Explanation.Judged;
import dev.tributary.core.journey.PersonTimeline;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.view.CreditRevision;
import dev.tributary.core.view.Credits;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.serving.explain.OrderExplanation.Origin;
import dev.tributary.serving.explain.OrderExplanation.Provenance;
import dev.tributary.serving.explain.OrderExplanation.Touch;
import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.NewestNote;
import dev.tributary.serving.lake.QueryResult;
import dev.tributary.serving.lake.StoredEvent;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Explains an order: collects its person's raw events and lets core say which of them count and
 * why. It decides nothing about credit itself.
 */
public final class OrderExplainer {

  /** Of one person; more would not fit in memory beside everything else. */
  private static final int MOST_EVENTS = 100_000;

  private final Path lake;
  private final int mostEvents;
  private final Config config;
  private final ZoneId zone;
  private final RulesThen rules;
  private final PersonTimeline timeline;
  private final Function<String, Optional<CreditRevision>> live;

  /**
   * @param lake the folder that holds the tables
   * @param live the live revision of a conversion key, newer than what the tables say
   */
  public OrderExplainer(Path lake, Config config, Function<String, Optional<CreditRevision>> live) {
    this(lake, config, live, MOST_EVENTS);
  }

  OrderExplainer(
      Path lake, Config config, Function<String, Optional<CreditRevision>> live, int mostEvents) {
    this.lake = lake;
    this.mostEvents = mostEvents;
    this.config = config;
    this.zone = config.value(ReportingSettings.TIME_ZONE);
    this.rules = new RulesThen(config);
    this.timeline = new PersonTimeline(config);
    this.live = live;
  }

  /**
   * One explanation for each conversion type that the order was sent under; mostly one.
   *
   * @throws UnknownOrder when no conversion of that order was stored
   */
  public List<OrderExplanation> explain(String orderId) {
    PublicationNote note = NewestNote.of(lake);
    try (LakeQuery query = LakeQuery.open(lake, config)) {
      List<OrderExplanation> all = new ArrayList<>();
      for (String key : Orders.keysOf(query, orderId)) {
        all.add(explain(query, note, orderId, key));
      }
      return all;
    }
  }

  private OrderExplanation explain(
      LakeQuery query, PublicationNote note, String orderId, String key) {
    // What was published is explained by the rules that it was made under, the rest by today's.
    String ruleVersion = ruleVersion(query, note, key);
    Enricher enricher = rules.of(ruleVersion);
    RawJourney journey = RawJourney.of(query, key, enricher, mostEvents);
    List<TimelineEvent> events =
        journey.events().values().stream()
            .flatMap(List::stream)
            .map(stored -> enricher.enrich(stored.event()))
            .toList();
    Explanation explanation = timeline.explain(events, key);
    TimelineEvent conversion = explanation.conversion();
    LocalDate day = conversion.occurredAt().atZone(zone).toLocalDate();
    List<CreditLine> settled = CreditLine.published(query, orderId, conversion.conversionType());
    Optional<CreditRevision> revision = live.apply(key);
    List<CreditLine> provisional =
        revision
            .map(one -> new Credits(zone).provisional(one).stream().map(CreditLine::of).toList())
            .orElseGet(() -> CreditLine.provisional(query, key));
    List<Touch> touches = touches(explanation, journey);
    return new OrderExplanation(
        orderId,
        conversion.conversionType(),
        key,
        conversion.occurredAt(),
        day,
        status(note, conversion, settled),
        conversion.valueMinor(),
        conversion.currency(),
        journey.personId(),
        journey.identifiers().stream().map(one -> one.kind() + " " + one.value()).toList(),
        touches,
        Shares.of(explanation.credit(), settled, provisional),
        new OrderAdjustments(zone, enricher).of(query, note, conversion, explanation.credit()),
        Differences.sentences(
            touches, conversion.visitorId(), conversion.receivedAt(), settled, provisional),
        Stream.of(
                rules.caution(ruleVersion).stream(),
                journey.caution().stream(),
                explanation.notes().stream())
            .flatMap(Function.identity())
            .toList(),
        provenance(query, note.days().get(day), explanation, journey, revision));
  }

  /** Of the publication that the order's day is shown from; null where there is none. */
  private String ruleVersion(LakeQuery query, PublicationNote note, String key) {
    Object[] conversion =
        first(
            query,
            "SELECT "
                + StoredEvent.COLUMNS
                + " FROM raw_events WHERE key = ? ORDER BY received_at, collector_id, sequence"
                + " LIMIT 1",
            key,
            0);
    LocalDate day =
        StoredEvent.of(conversion).event().header().times().occurredAt().atZone(zone).toLocalDate();
    String publicationId = note.days().get(day);
    String asked = "SELECT rule_version FROM publications WHERE publication_id = ?";
    return publicationId == null ? null : (String) first(query, asked, publicationId, 1)[0];
  }

  private static String status(
      PublicationNote note, TimelineEvent conversion, List<CreditLine> settled) {
    if (conversion.bot()) {
      return "not_counted";
    }
    if (!note.boundary().isFinal(conversion.occurredAt())) {
      return "provisional";
    }
    return settled.isEmpty() ? "awaiting_restatement" : "final";
  }

  private static List<Touch> touches(Explanation explanation, RawJourney journey) {
    List<Touch> touches = new ArrayList<>();
    int position = 0;
    for (Judged judged : explanation.candidates()) {
      if (judged.kept()) {
        position++;
      }
      touches.add(
          new Touch(
              judged.kept() ? position : null,
              judged.touch().key(),
              judged.touch().at(),
              judged.touch().kind(),
              judged.touch().channel(),
              judged.touch().source(),
              judged.touch().medium(),
              judged.touch().campaign(),
              judged.touch().adGroup(),
              judged.touch().clickId(),
              judged.exclusion().map(exclusion -> exclusion.wire()).orElse(null),
              judged.sentence(),
              judged.event().classificationRule(),
              origin(journey, judged.event().key())));
    }
    return touches;
  }

  /** The earliest received of an event's copies, which is the one that counts. */
  private static Origin origin(RawJourney journey, String key) {
    StoredEvent stored = journey.events().get(key).get(0);
    Header header = stored.event().header();
    return new Origin(
        header.identifiers().visitorId(),
        header.times().occurredAt(),
        header.times().occurredAtOriginal(),
        header.times().sentAt(),
        header.times().receivedAt(),
        header.times().correction().orElse(null),
        header.origin().collectorId(),
        header.origin().sequence(),
        stored.sourceName(),
        stored.kafkaTopic(),
        stored.kafkaPartition(),
        stored.kafkaOffset());
  }

  private Provenance provenance(
      LakeQuery query,
      String publicationId,
      Explanation explanation,
      RawJourney journey,
      Optional<CreditRevision> revision) {
    Object[] published =
        first(
            query,
            "SELECT raw_version, rule_version, model_versions FROM publications WHERE"
                + " publication_id = ?",
            publicationId,
            3);
    Object[] speed =
        revision
            .map(
                one ->
                    new Object[] {one.journeyKey(), Credits.revisionNumber(one), one.ruleVersion()})
            .orElseGet(
                () ->
                    first(
                        query,
                        "SELECT journey_key, revision, rule_version FROM snapshot.last_provisional WHERE"
                            + " conversion_key = ? LIMIT 1",
                        explanation.conversion().key(),
                        3));
    return new Provenance(
        publicationId,
        (Long) published[0],
        (String) published[1],
        (String) published[2],
        (String) speed[0],
        (Long) speed[1],
        (String) speed[2],
        origin(journey, explanation.conversion().key()),
        explanation.provenance().classificationRules(),
        rules.sets(explanation.provenance().classificationRules()));
  }

  private static Object[] first(LakeQuery query, String sql, String parameter, int columns) {
    try (QueryResult rows = query.ask(sql, parameter)) {
      return rows.next().orElse(new Object[columns]);
    }
  }
}
