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
 * carry its id, in whichever order the two arrive. Everything else passes through.
 */
final class ClickAdoption extends StatefulProcessor<String, Routed, JourneyEvent> {

  private static final long serialVersionUID = 1L;
  private transient ValueState<ClickState> clicks;

  @Override
  public void init(OutputMode outputMode, TimeMode timeMode) {
    clicks =
        getHandle().getValueState("click", RecordEncoder.of(ClickState.class), TTLConfig.NONE());
  }

  @Override
  public scala.collection.Iterator<JourneyEvent> handleInputRows(
      String route, scala.collection.Iterator<Routed> rows, TimerValues timers) {
    Iterator<Routed> arrived = CollectionConverters.asJava(rows);
    List<JourneyEvent> out = new ArrayList<>();
    if (!route.startsWith(Routes.CLICK)) {
      arrived.forEachRemaining(row -> out.add(new JourneyEvent(row.journeyKey(), row.event())));
      return CollectionConverters.asScala(out.iterator());
    }
    ClickState before = clicks.exists() ? clicks.get() : ClickState.NOTHING;
    ClickState after = before;
    while (arrived.hasNext()) {
      Routed row = arrived.next();
      after = taken(after, row);
      if (row.journeyKey() != null) {
        out.add(new JourneyEvent(row.journeyKey(), row.event()));
      }
    }
    handOver(before, after, out);
    if (!after.equals(before)) {
      clicks.update(after);
    }
    return CollectionConverters.asScala(out.iterator());
  }

  private static ClickState taken(ClickState state, Routed row) {
    if (row.journeyKey() == null) {
      TimelineEvent kept =
          state.click() == null ? row.event() : Deduplication.earlier(state.click(), row.event());
      return new ClickState(kept, state.journeys());
    }
    if (state.journeys().contains(row.journeyKey())) {
      return state;
    }
    List<String> more = new ArrayList<>(state.journeys());
    more.add(row.journeyKey());
    return new ClickState(state.click(), more);
  }

  /** Every journey that does not have the click as it stands now gets it. */
  private static void handOver(ClickState before, ClickState after, List<JourneyEvent> out) {
    if (after.click() == null) {
      return;
    }
    boolean same = after.click().equals(before.click());
    for (String journey : after.journeys()) {
      if (!same || !before.journeys().contains(journey)) {
        out.add(new JourneyEvent(journey, after.click()));
      }
    }
  }
}
