package dev.tributary.batch;

import dev.tributary.batch.adjustment.AdjustmentPosting;
import dev.tributary.batch.check.MissingEvents;
import dev.tributary.batch.credit.Computation;
import dev.tributary.batch.layout.CrowdNote;
import dev.tributary.batch.layout.CutNote;
import dev.tributary.batch.layout.Persons;
import dev.tributary.batch.plan.DayPlan;
import dev.tributary.batch.plan.EmptyDays;
import dev.tributary.batch.version.ModelVersions;
import dev.tributary.core.config.Config;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/** What the reader of a run's summary should know of what it computed. */
record RunNotes(Config config) {

  /**
   * One sentence each.
   *
   * @param rows about how many rows each day with data gives
   * @param missing events that are in no table
   */
  List<String> of(
      DayPlan plan,
      Scope scope,
      SortedMap<LocalDate, Long> rows,
      Computation computation,
      AdjustmentPosting adjustments,
      MissingEvents missing) {
    List<String> notes = new ArrayList<>(adjustments.notes());
    if (plan.from().isBefore(scope.range().from())) {
      notes.add(
          "The days from "
              + plan.from()
              + " on were not published yet and come along, since days are published without"
              + " gaps.");
    }
    notes.addAll(EmptyDays.notes(plan.days(), new TreeSet<>(rows.keySet())));
    notes.addAll(ModelVersions.missing(config));
    Persons.Oddities oddities = computation.persons().oddities();
    CutNote.of(oddities.cuts()).ifPresent(notes::add);
    CrowdNote.of(oddities.crowds()).ifPresent(notes::add);
    notes.addAll(missing.notes());
    return notes;
  }
}
