package dev.tributary.speed.attribution;

import dev.tributary.core.journey.Deduplication;
import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.lake.RecordEncoder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import org.apache.spark.sql.streaming.ValueState;
import scala.jdk.javaapi.CollectionConverters;

/**
 * First stage: gives a redirect's click, which names nobody, to the journeys whose consented events
 * carry its id, in whichever order the two arrive, and takes it back from those that are too many.
 * Everything else passes through.
 */
final class ClickAdoption extends StatefulProcessor<String, Routed, JourneyEvent> {

  private static final long serialVersionUID = 1L;
  private final Meaning.Source source;
  private transient Carriers carriers;
  private transient ValueState<ClickState> clicks;

  ClickAdoption(Meaning.Source source) {
    this.source = source;
  }

  @Override
  public void init(OutputMode outputMode, TimeMode timeMode) {
    carriers = source.meaning().carriers();
    clicks =
        getHandle().getValueState("click", RecordEncoder.of(ClickState.class), TTLConfig.NONE());
  }

  @Override
  public scala.collection.Iterator<JourneyEvent> handleInputRows(
      String route, scala.collection.Iterator<Routed> rows, TimerValues timers) {
    Iterator<Routed> arrived = CollectionConverters.asJava(rows);
    List<JourneyEvent> out = new ArrayList<>();
    if (!route.startsWith(Routes.CLICK)) {
      arrived.forEachRemaining(row -> out.add(JourneyEvent.gained(row.journeyKey(), row.event())));
      return CollectionConverters.asScala(out.iterator());
    }
    ClickState before = clicks.exists() ? clicks.get() : ClickState.NOTHING;
    TimelineEvent click = before.click();
    List<Carrier> known = before.carriers();
    while (arrived.hasNext()) {
      Routed row = arrived.next();
      if (row.journeyKey() == null) {
        click = click == null ? row.event() : Deduplication.earlier(click, row.event());
      } else {
        out.add(JourneyEvent.gained(row.journeyKey(), row.event()));
        known = carriers.with(known, row);
      }
    }
    ClickState after = new ClickState(click, carriers.journeys(before, known), known);
    handOver(before, after, out);
    if (!after.equals(before)) {
      clicks.update(after);
    }
    return CollectionConverters.asScala(out.iterator());
  }

  /** Who does not have the click as it stands now gets it; whose it is no more loses it. */
  private static void handOver(ClickState before, ClickState after, List<JourneyEvent> out) {
    if (after.click() == null) {
      return;
    }
    boolean same = after.click().equals(before.click());
    for (String journey : after.journeys()) {
      if (!same || !before.journeys().contains(journey)) {
        out.add(JourneyEvent.gained(journey, after.click()));
      }
    }
    if (before.click() != null) {
      for (String journey : before.journeys()) {
        if (!after.journeys().contains(journey)) {
          out.add(JourneyEvent.lost(journey, before.click()));
        }
      }
    }
  }
}
