package dev.tributary.batch.check;

import dev.tributary.lake.TakenOut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Events that collectors numbered and that neither table has.
 *
 * @param version of raw_events that was read
 * @param hours in the order of time
 */
public record MissingEvents(long version, List<Hour> hours) {

  private static final int EXAMPLES = 5;

  public MissingEvents {
    hours = List.copyOf(hours);
  }

  /**
   * What is missing of one hour of one collector.
   *
   * @param takenOut what may have taken it out, the same for each hour; null where nothing can have
   * @param published whether that time was final before the run
   */
  record Hour(String collector, Instant hour, long events, TakenOut takenOut, boolean published) {

    String sentence(long version) {
      boolean one = events == 1;
      return "%s of the collector %s, numbered ahead of what it received in the hour of %s, %s neither"
              .formatted(one ? "1 event" : events + " events", collector, hour, one ? "is" : "are")
          + " in version %d of raw_events".formatted(version)
          + " nor %s refused by then; ".formatted(one ? "was it" : "were they")
          + (takenOut == null
              ? "'tributary complete' tells whether %s on the way."
                  .formatted(one ? "it is" : "they are")
              : "whether %s lost is not known, since %s."
                  .formatted(one ? "it was" : "they were", takenOut.why()));
    }
  }

  /**
   * How many nobody can have taken out and nobody was asked about, as of a day that was published
   * without them. Where more are missing than rows were taken out, so many more at least.
   */
  public long unexplained() {
    return events(unexplainedHours()) + beyondTakenOut();
  }

  /** One sentence an hour and collector; of many the first, and how many more. */
  public List<String> notes() {
    return sentences(hours);
  }

  /** The same of those that are unexplained, or may be. */
  public List<String> unexplainedNotes() {
    if (beyondTakenOut() == 0) {
      return sentences(unexplainedHours());
    }
    List<String> notes =
        new ArrayList<>(sentences(hours.stream().filter(hour -> !hour.published()).toList()));
    notes.add(
        "Rows taken out since then: %d at most; so %d at least of those of which it is not known %s"
                .formatted(
                    doubtedHours().get(0).takenOut().rows(),
                    beyondTakenOut(),
                    beyondTakenOut() == 1 ? "is" : "are")
            + " missing for another reason.");
    return notes;
  }

  private List<Hour> unexplainedHours() {
    return hours.stream().filter(hour -> hour.takenOut() == null && !hour.published()).toList();
  }

  private List<Hour> doubtedHours() {
    return hours.stream().filter(hour -> hour.takenOut() != null && !hour.published()).toList();
  }

  private long beyondTakenOut() {
    List<Hour> doubted = doubtedHours();
    return doubted.isEmpty() ? 0 : Math.max(0, events(doubted) - doubted.get(0).takenOut().rows());
  }

  private static long events(List<Hour> hours) {
    return hours.stream().mapToLong(Hour::events).sum();
  }

  private List<String> sentences(List<Hour> told) {
    List<String> sentences =
        new ArrayList<>(told.stream().limit(EXAMPLES).map(hour -> hour.sentence(version)).toList());
    if (told.size() > EXAMPLES) {
      List<Hour> others = told.subList(EXAMPLES, told.size());
      sentences.add(
          "Missing likewise: %d events, of %d other hours and collectors."
              .formatted(events(others), others.size()));
    }
    return sentences;
  }
}
