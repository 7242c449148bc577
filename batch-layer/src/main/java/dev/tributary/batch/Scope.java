package dev.tributary.batch;

import dev.tributary.batch.plan.DayRange;
import dev.tributary.batch.publish.ChangedOrders;
import java.util.List;
import java.util.Optional;

/**
 * What a run has to publish.
 *
 * @param days from the first day to the last; empty where all is published as it comes out
 * @param changed what makes it publish days anew that nobody asked for by name
 */
record Scope(Optional<DayRange> days, ChangedOrders changed) {

  boolean isEmpty() {
    return days.isEmpty();
  }

  DayRange range() {
    return days.orElseThrow();
  }

  /** Why days are published anew; empty where none is. */
  List<String> notes() {
    return changed.isEmpty()
        ? List.of()
        : List.of(
            "Orders of published days come out otherwise by now, so these were published anew: "
                + changed.sentence()
                + ".");
  }
}
