package dev.tributary.speed.attribution;

import dev.tributary.core.config.Config;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.core.view.CreditNews;
import dev.tributary.core.view.CreditNewsJson;
import dev.tributary.core.view.CreditRevision;
import dev.tributary.speed.stream.CreditsTopic;
import dev.tributary.testkit.Sketch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TwsTester;
import scala.Option;
import scala.collection.immutable.List$;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/** The lane's real processors, wired as the query wires them, on Spark's own test bench. */
final class Processors {

  private final Meaning meaning;
  private final Routes routes = new Routes(Sketch.PSEUDONYMS);
  private final TwsTester<String, Routed, JourneyEvent> adoption;
  private final TwsTester<String, JourneyEvent, CreditMessage> credit;

  Processors(Config config, Path keyFile, long generation) {
    this(config, keyFile, generation, CreditsTopic.LARGEST_VALUE);
  }

  Processors(Config config, Path keyFile, long generation, int largest) {
    Meaning.Source source = Meaning.Source.of(config, keyFile);
    meaning = source.meaning();
    adoption = bench(new ClickAdoption(source));
    credit = bench(new JourneyCredit(source, generation, largest));
  }

  /** The revisions that one micro-batch of these events makes. */
  List<CreditRevision> batch(List<TimelineEvent> events) {
    return news(events).stream().map(CreditRevision.class::cast).toList();
  }

  /** All that one micro-batch of these events has to say. */
  List<CreditNews> news(List<TimelineEvent> events) {
    Map<String, List<Routed>> routed = new LinkedHashMap<>();
    for (TimelineEvent event : events) {
      routes
          .of(event)
          .ifPresent(row -> routed.computeIfAbsent(row.route(), key -> new ArrayList<>()).add(row));
    }
    Map<String, List<JourneyEvent>> journeys = new LinkedHashMap<>();
    routed.forEach(
        (route, rows) ->
            out(adoption, route, rows)
                .forEach(
                    event ->
                        journeys
                            .computeIfAbsent(event.journeyKey(), key -> new ArrayList<>())
                            .add(event)));
    List<CreditNews> news = new ArrayList<>();
    journeys.forEach(
        (journey, rows) ->
            out(credit, journey, rows)
                .forEach(message -> news.add(CreditNewsJson.read(message.value()))));
    return news;
  }

  /** Goes on with the journey of that key as another lane left it. */
  void takeOver(Processors other, String journeyKey) {
    credit.updateValueState("summary", journeyKey, other.summary(journeyKey));
    credit.updateListState(
        "journey",
        journeyKey,
        other.credit.<TimelineEvent>peekListState("journey", journeyKey),
        ClassTag$.MODULE$.apply(TimelineEvent.class));
    credit.updateMapState(
        "said", journeyKey, other.credit.<String, Said>peekMapState("said", journeyKey));
  }

  Meaning meaning() {
    return meaning;
  }

  /** What the journey of that key keeps. */
  JourneySummary summary(String journeyKey) {
    return credit.<JourneySummary>peekValueState("summary", journeyKey).get();
  }

  /** Keys of the orders of which the journey of that key remembers what it said. */
  Set<String> remembered(String journeyKey) {
    return CollectionConverters.asJava(credit.<String, Said>peekMapState("said", journeyKey))
        .keySet();
  }

  private static <K, I, O> List<O> out(TwsTester<K, I, O> bench, K key, List<I> rows) {
    return CollectionConverters.asJava(
        bench.test(key, CollectionConverters.asScala(rows).toList()));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Scala's empty list is of every type.
  private static <K, I, O> TwsTester<K, I, O> bench(StatefulProcessor<K, I, O> processor) {
    return new TwsTester<>(
        processor,
        (scala.collection.immutable.List) List$.MODULE$.empty(),
        TimeMode.None(),
        OutputMode.Append(),
        Option.empty());
  }
}
