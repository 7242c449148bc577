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
   * @param takenOut what may have taken it out; null where nothing can have
   * @param published whether that time was final before the run
   */
  record Hour(String collector, Instant hour, long events, TakenOut takenOut, boolean published) {

    String sentence(long version) {
      boolean one = events == 1;
      return "%s of the collector %s, received in the hour of %s, %s neither in version %d of"
              .formatted(
                  one ? "1 event" : events + " events",
                  collector,
                  hour,
                  one ? "is" : "are",
                  version)
          + " raw_events nor %s refused by then; ".formatted(one ? "was it" : "were they")
          + (takenOut == null
              ? "'tributary complete' tells whether %s on the way."
                  .formatted(one ? "it is" : "they are")
              : "whether %s lost is not known, since %s."
                  .formatted(one ? "it was" : "they were", takenOut.why()));
    }
  }

  /**
   * How many nobody has taken out and nobody was asked about, as of a day that was published
   * without them.
   */
  public long unexplained() {
    return unexplainedHours().stream().mapToLong(Hour::events).sum();
  }

  /** One sentence an hour and collector; of many the first, and how many more. */
  public List<String> notes() {
    return sentences(hours);
  }

  /** The same of those that are unexplained. */
  public List<String> unexplainedNotes() {
    return sentences(unexplainedHours());
  }

  private List<Hour> unexplainedHours() {
    return hours.stream().filter(hour -> hour.takenOut() == null && !hour.published()).toList();
  }

  private List<String> sentences(List<Hour> told) {
    List<String> sentences =
        new ArrayList<>(told.stream().limit(EXAMPLES).map(hour -> hour.sentence(version)).toList());
    if (told.size() > EXAMPLES) {
      List<Hour> others = told.subList(EXAMPLES, told.size());
      sentences.add(
          "Missing likewise: %d events, of %d other hours and collectors."
              .formatted(others.stream().mapToLong(Hour::events).sum(), others.size()));
    }
    return sentences;
  }
}
