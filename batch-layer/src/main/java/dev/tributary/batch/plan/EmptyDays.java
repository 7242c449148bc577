package dev.tributary.batch.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Says which days are published without anything in them, in case another day was meant. */
public final class EmptyDays {

  /** So many are named one by one. */
  private static final int MOST_NAMED = 7;

  private EmptyDays() {}

  /**
   * Sentences about them.
   *
   * @param days that a publication names
   * @param data days on which a touch or a conversion occurred
   */
  public static List<String> notes(SortedSet<LocalDate> days, SortedSet<LocalDate> data) {
    List<LocalDate> empty = days.stream().filter(day -> !data.contains(day)).toList();
    List<String> notes = new ArrayList<>();
    if (empty.size() > MOST_NAMED) {
      notes.add(
          "The raw log has nothing for "
              + empty.size()
              + " days between "
              + empty.get(0)
              + " and "
              + empty.get(empty.size() - 1)
              + "; they are published as empty days.");
    } else {
      empty.forEach(
          day ->
              notes.add(
                  "The raw log has nothing for " + day + "; it is published as an empty day."));
    }
    if (!data.isEmpty() && !days.isEmpty() && days.last().isBefore(data.first())) {
      notes.add(
          "The raw log begins on "
              + data.first()
              + ", after every day of this run. Is the year mistyped? An empty day harms nothing;"
              + " run the one that was meant.");
    }
    return notes;
  }
}
