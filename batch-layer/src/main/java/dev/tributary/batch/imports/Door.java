package dev.tributary.batch.imports;

import dev.tributary.core.admission.Admission;
import dev.tributary.core.admission.Arrival;
import dev.tributary.core.admission.Verdict;
import dev.tributary.core.config.Config;
import dev.tributary.core.consent.Pseudonyms;
import dev.tributary.core.event.Device;
import dev.tributary.core.event.EventRows;
import dev.tributary.core.event.Origin;
import dev.tributary.core.imports.RowReading;
import dev.tributary.core.reject.Rejection;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Admission within Spark's tasks: each task makes its own from what travels. */
final class Door {

  /**
   * What travels to the tasks.
   *
   * @param config its texts
   * @param key of the pseudonyms
   * @param eventsPerRow at most; it makes sequences of rows and places
   */
  record Plan(
      HashMap<String, String> config,
      byte[] key,
      String collectorId,
      Instant receivedAt,
      int eventsPerRow)
      implements Serializable {

    Config settings() {
      return Config.of(config);
    }

    Pseudonyms pseudonyms() {
      return Pseudonyms.withKey(key);
    }
  }

  private final Plan plan;
  private final Admission admission;

  Door(Plan plan) {
    this.plan = plan;
    this.admission = new Admission(plan.settings(), plan.pseudonyms());
  }

  /**
   * The results of one row, at least one.
   *
   * @param row counts from 1
   */
  List<RowResult> results(long row, RowReading reading) {
    if (reading instanceof RowReading.Skipped skipped) {
      return List.of(RowResult.skipped(row, skipped.reason()));
    }
    if (reading instanceof RowReading.Malformed malformed) {
      return List.of(rejected(row, 0, malformed.rejection(), null, 0));
    }
    List<byte[]> events = ((RowReading.Events) reading).each();
    List<RowResult> results = new ArrayList<>();
    for (int place = 0; place < events.size(); place++) {
      results.add(admit(row, place, events.get(place)));
    }
    return results;
  }

  /** The result of an event that is refused before admission sees it. */
  RowResult rejected(long row, int place, Rejection rejection, String kept, int size) {
    return new RowResult(
        row,
        sequence(row, place),
        RowResult.REJECTED,
        rejection.reason().code(),
        rejection.problem(),
        rejection.remedy(),
        kept,
        size,
        null,
        null);
  }

  RowResult admit(long row, int place, byte[] event) {
    Origin origin = new Origin(plan.collectorId(), sequence(row, place));
    Verdict verdict =
        admission.admit(event, new Arrival(origin, plan.receivedAt(), Device.UNKNOWN));
    if (verdict instanceof Verdict.Refused refused) {
      String kept =
          refused.keptBytes() == null
              ? null
              : new String(refused.keptBytes(), StandardCharsets.UTF_8);
      Rejection rejection = refused.rejection();
      Rejection placed =
          new Rejection(
              rejection.reason(), "Row " + row + ": " + rejection.problem(), rejection.remedy());
      return rejected(row, place, placed, kept, refused.size());
    }
    Verdict.Admitted admitted = (Verdict.Admitted) verdict;
    return new RowResult(
        row,
        origin.sequence(),
        RowResult.ADMITTED,
        null,
        null,
        null,
        null,
        null,
        EventRows.flatten(admitted.event()),
        new String(admitted.payload(), StandardCharsets.UTF_8));
  }

  private long sequence(long row, int place) {
    return (row - 1) * plan.eventsPerRow() + place + 1;
  }
}
