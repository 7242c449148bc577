package dev.tributary.serving.explain;

import dev.tributary.core.classify.RuleBook;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.config.Secrets;
import dev.tributary.core.consent.Pseudonyms;
import dev.tributary.core.event.Header;
import dev.tributary.core.identity.IdentityGraph;
import dev.tributary.core.journey.Enricher;
import dev.tributary.core.journey.Explanation;
import dev.tributary.core.journey.Explanation.Judged;
import dev.tributary.core.journey.PersonTimeline;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.view.CreditRevision;
import dev.tributary.core.view.Credits;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.serving.explain.Differences.Said;
import dev.tributary.serving.explain.OrderExplanation.Origin;
import dev.tributary.serving.explain.OrderExplanation.Provenance;
import dev.tributary.serving.explain.OrderExplanation.Touch;
import dev.tributary.serving.fits.Fits;
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
  private final Path pseudonymKey;
  private final int mostEvents;
  private final Config config;
  private final ZoneId zone;
  private final RulesThen rules;
  private final IdentityGraph graph;
  private final Function<String, Optional<CreditRevision>> live;

  /**
   * @param lake the folder that holds the tables
   * @param pseudonymKey file of the key under which changes of consent are stored; looked for with
   *     every order, since it may be made later
   * @param live the live revision of a conversion key, newer than what the tables say
   */
  public OrderExplainer(
      Path lake,
      Path pseudonymKey,
      Config config,
      Function<String, Optional<CreditRevision>> live) {
    this(lake, pseudonymKey, config, live, MOST_EVENTS);
  }

  OrderExplainer(
      Path lake,
      Path pseudonymKey,
      Config config,
      Function<String, Optional<CreditRevision>> live,
      int mostEvents) {
    this.lake = lake;
    this.pseudonymKey = pseudonymKey;
    this.mostEvents = mostEvents;
    this.config = config;
    this.zone = config.value(ReportingSettings.TIME_ZONE);
    this.rules = new RulesThen(config);
    this.graph = new IdentityGraph(config);
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
    StoredEvents stored = new StoredEvents(query);
    TimelineEvent order = rules.of(null).enrich(stored.withKey(key).get(0).event());
    LocalDate day = order.occurredAt().atZone(zone).toLocalDate();
    List<CreditLine> settled = CreditLine.published(query, orderId, order.conversionType());
    Publication publication = Publication.of(stored, note.days().get(day), day);
    // What was published is explained by the rules and fits that it was made under, the rest by
    // today's.
    String ruleVersion = settled.isEmpty() ? null : publication.ruleVersion();
    Fits fits =
        settled.isEmpty()
            ? Fits.today(query, config)
            : Fits.pinned(query, config, publication.modelVersions());
    Enricher enricher = rules.of(ruleVersion);
    Optional<Pseudonyms> pseudonyms = Secrets.read(pseudonymKey).map(Pseudonyms::withKey);
    RawJourney journey =
        RawJourney.of(
            new RawJourney.Search(stored, graph, enricher, pseudonyms, mostEvents), order);
    Explanation explanation = new PersonTimeline(fits.config()).explain(journey.timeline(), key);
    TimelineEvent conversion = explanation.conversion();
    Optional<CreditRevision> revision = live.apply(key);
    List<CreditLine> provisional =
        revision.map(this::lines).orElseGet(() -> CreditLine.provisional(query, key));
    List<Touch> touches = touches(explanation, journey);
    Causes causes = new Causes(conversion, touches, journey);
    Provenance provenance =
        provenance(
            query,
            publication,
            settled.isEmpty() ? List.of() : publication.channelRules(),
            explanation,
            journey,
            revision);
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
        Shares.of(explanation.credit(), touches, settled, provisional),
        new OrderAdjustments(zone, enricher).of(query, note, conversion, explanation.credit()),
        why(
            new Differences(causes),
            new Said("in the provisional credit", provisional, provenance.revisionRuleVersion()),
            new Said("in the final credit", settled, ruleVersion),
            new Said("by what is stored and set now", lines(explanation), null)),
        Stream.of(
                rules.caution(ruleVersion).stream(),
                journey.notes().stream(),
                fits.notes().stream(),
                causes.notes().stream(),
                explanation.notes().stream())
            .flatMap(Function.identity())
            .toList(),
        provenance);
  }

  private static List<String> why(
      Differences differences, Said provisional, Said settled, Said now) {
    List<String> why = new ArrayList<>(differences.between(provisional, settled));
    why.addAll(differences.between(settled.lines().isEmpty() ? provisional : settled, now));
    why.addAll(Differences.onlyIn(provisional, settled));
    return why;
  }

  private List<CreditLine> lines(CreditRevision revision) {
    return new Credits(zone).provisional(revision).stream().map(CreditLine::of).toList();
  }

  private List<CreditLine> lines(Explanation explanation) {
    return explanation.credit().stream()
        .flatMap(credit -> new Credits(zone).published(credit, null, null).stream())
        .map(CreditLine::of)
        .toList();
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

  private static Origin origin(RawJourney journey, String key) {
    StoredEvent stored = journey.events().get(key);
    Header header = stored.event().header();
    return new Origin(
        header.identifiers().visitorId(),
        header.times().occurredAt(),
        header.times().occurredAtOriginal(),
        header.times().sentAt(),
        header.times().receivedAt(),
        header.clockCorrection().orElse(null),
        header.origin().collectorId(),
        header.origin().sequence(),
        stored.sourceName(),
        stored.kafkaTopic(),
        stored.kafkaPartition(),
        stored.kafkaOffset());
  }

  private Provenance provenance(
      LakeQuery query,
      Publication publication,
      List<RuleBook.InForce> publishedRules,
      Explanation explanation,
      RawJourney journey,
      Optional<CreditRevision> revision) {
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
        publication.id(),
        publication.computedBy(),
        publication.rawVersion(),
        publication.ruleVersion(),
        publication.modelVersions(),
        (String) speed[0],
        (Long) speed[1],
        (String) speed[2],
        origin(journey, explanation.conversion().key()),
        explanation.provenance().classificationRules(),
        rules.sets(explanation.provenance().classificationRules()),
        publishedRules);
  }

  private static Object[] first(LakeQuery query, String sql, String parameter, int columns) {
    try (QueryResult rows = query.ask(sql, parameter)) {
      return rows.next().orElse(new Object[columns]);
    }
  }
}
