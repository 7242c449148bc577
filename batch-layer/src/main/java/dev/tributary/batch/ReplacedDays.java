package dev.tributary.batch;

import dev.tributary.batch.publish.PublicationRow;
import dev.tributary.batch.publish.Publications;
import dev.tributary.core.view.PublicationNote;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells which of the days that a run published are not shown as it published them any more. */
final class ReplacedDays {

  /** So many are named one by one. */
  private static final int MOST_NAMED = 7;

  private static final String REMEDY =
      " To publish them now, give another --run-id or leave it out.";

  private ReplacedDays() {}

  /**
   * A sentence about them; empty where all days show what the run published.
   *
   * @param run what the row's run counted; days outside its range only came along
   */
  static Optional<String> note(PublicationRow row, BatchSummary run, PublicationNote now) {
    String publication = row.publicationId();
    List<LocalDate> published =
        Publications.note(row).days().entrySet().stream()
            .filter(day -> day.getValue().equals(publication))
            .map(Map.Entry::getKey)
            .filter(day -> !day.isBefore(run.fromDay()) && !day.isAfter(run.toDay()))
            .sorted()
            .toList();
    List<LocalDate> replaced =
        published.stream().filter(day -> !publication.equals(now.days().get(day))).toList();
    if (replaced.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        replaced.size() == published.size()
            ? "What it published, "
                + publication
                + ", is current no more: its days were published again or rolled back since."
                + REMEDY
            : "Of what it published, "
                + publication
                + ", "
                + named(replaced)
                + " of "
                + published.size()
                + " days are not current any more: they were published again or rolled back since."
                + REMEDY);
  }

  private static String named(List<LocalDate> days) {
    return days.size() > MOST_NAMED
        ? days.size() + " days between " + days.get(0) + " and " + days.get(days.size() - 1)
        : days.stream().map(LocalDate::toString).collect(Collectors.joining(", "));
  }
}
