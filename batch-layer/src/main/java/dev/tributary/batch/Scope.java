package dev.tributary.batch;

import dev.tributary.batch.plan.DayRange;
import dev.tributary.batch.publish.ChangedDays;
import java.util.List;
import java.util.Optional;

/**
 * What a run has to publish.
 *
 * @param days from the first day to the last; empty where all is published as it comes out
 * @param changed what makes it publish days anew that nobody asked for by name
 */
record Scope(Optional<DayRange> days, ChangedDays changed) {

  boolean isEmpty() {
    return days.isEmpty();
  }

  DayRange range() {
    return days.orElseThrow();
  }

  /** Why days are published anew; empty where none is. */
  List<String> notes() {
    return changed.notes(", so these were published anew");
  }
}
