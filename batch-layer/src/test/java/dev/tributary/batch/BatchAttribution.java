package dev.tributary.batch;

import static org.apache.spark.sql.functions.col;

import dev.tributary.batch.credit.Computation;
import dev.tributary.batch.credit.ConversionRow;
import dev.tributary.batch.credit.CreditedConversion;
import dev.tributary.batch.credit.Outcomes;
import dev.tributary.batch.credit.PersonOutcome;
import dev.tributary.batch.credit.TouchpointRow;
import dev.tributary.batch.layout.Layout;
import dev.tributary.batch.plan.DayRange;
import dev.tributary.batch.raw.RawLog;
import dev.tributary.core.attribution.RuleModel;
import dev.tributary.core.config.Config;
import dev.tributary.core.event.Event;
import dev.tributary.core.event.EventRow;
import dev.tributary.core.event.EventRows;
import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.AttributedConversion.ModelCredit;
import dev.tributary.core.journey.Enricher;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.journey.Touchpoint;
import dev.tributary.core.view.CreditRow;
import dev.tributary.lake.RecordEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The batch layer as the contracts see it: events into a real raw log, credit out of a run. */
final class BatchAttribution {

  /** That of the test kit's pseudonyms, under which its consent events are admitted. */
  private static final byte[] KEY = "a key that only tests know".getBytes(StandardCharsets.UTF_8);

  private final BatchWorld world;

  BatchAttribution(BatchWorld world) {
    this.world = world;
  }

  List<AttributedConversion> attribute(List<Event> events) {
    world.arriveAsNumbered(events.stream().map(EventRows::flatten).toArray(EventRow[]::new));
    RawLog raw = RawLog.open(world.lake, null);
    try (Computation computation =
        new Computation(Layout.anew(raw, world.config, Optional.of(KEY)), world.config)) {
      Outcomes outcomes = computation.outcomes(everyDay(computation), "pub-contract");
      List<PersonOutcome> persons = outcomes.persons().collectAsList();
      List<CreditRow> credits = outcomes.credits().collectAsList();
      Map<String, TimelineEvent> conversions = distinctConversions(raw);
      return persons.stream()
          .flatMap(
              person ->
                  person.conversions().stream()
                      .filter(CreditedConversion::first)
                      .map(CreditedConversion::row)
                      .map(row -> attributed(conversions.get(row.key()), row, person, credits)))
          .toList();
    }
  }

  private static DayRange everyDay(Computation computation) {
    SortedMap<LocalDate, Long> days = computation.rowsByDay();
    return new DayRange(days.firstKey(), days.lastKey());
  }

  private static Map<String, TimelineEvent> distinctConversions(RawLog raw) {
    Enricher enricher = new Enricher(Config.defaults());
    return RawLog.distinct(raw.rows())
        .where(col("eventType").equalTo("conversion"))
        .as(RecordEncoder.of(EventRow.class))
        .collectAsList()
        .stream()
        .map(row -> enricher.enrich(EventRows.restore(row)))
        .collect(Collectors.toMap(TimelineEvent::key, event -> event));
  }

  /** Puts a conversion's rows together again; a touch without credit in a model has no row. */
  private static AttributedConversion attributed(
      TimelineEvent conversion, ConversionRow row, PersonOutcome person, List<CreditRow> all) {
    List<CreditRow> credits =
        all.stream()
            .filter(one -> one.personId().equals(row.personId()))
            .filter(one -> one.orderId().equals(row.orderId()))
            .toList();
    Map<Integer, CreditRow> byPosition =
        credits.stream()
            .collect(Collectors.toMap(CreditRow::position, one -> one, (a, b) -> a, TreeMap::new));
    List<Touchpoint> touches = new ArrayList<>();
    byPosition.values().forEach(one -> touches.add(touch(one, person, conversion)));
    List<ModelCredit> models =
        Stream.of(RuleModel.values())
            .map(model -> shares(model.wire(), credits, touches.size()))
            .toList();
    return new AttributedConversion(
        conversion, touches, models, row.unattributed(), conversion.userId() != null);
  }

  private static Touchpoint touch(CreditRow row, PersonOutcome person, TimelineEvent conversion) {
    String key =
        person.touchpoints().stream()
            .filter(one -> one.at().equals(row.touchAt()))
            .filter(one -> one.channel().equals(row.channel()))
            .map(TouchpointRow::key)
            .min(Comparator.naturalOrder())
            .orElse(conversion.key());
    return new Touchpoint(
        key,
        row.touchAt(),
        row.touchKind(),
        row.channel(),
        row.source(),
        row.medium(),
        row.campaign(),
        row.adGroup(),
        row.clickId());
  }

  private static ModelCredit shares(String model, List<CreditRow> credits, int touches) {
    long[] micros = new long[touches];
    long[] revenue = new long[touches];
    for (CreditRow row : credits) {
      if (row.model().equals(model)) {
        micros[row.position() - 1] = row.creditMicros();
        revenue[row.position() - 1] = row.revenueMinor();
      }
    }
    return new ModelCredit(model, micros, revenue);
  }
}
