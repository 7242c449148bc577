package dev.tributary.batch.publish;

import dev.tributary.batch.BatchRefusal;
import dev.tributary.batch.FewRows;
import dev.tributary.batch.plan.DayPlan;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Fence;
import dev.tributary.lake.FencedChange;
import dev.tributary.lake.Lake;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Makes a publication current: one fenced commit to the table attribution, or none. */
public final class Publisher {

  private final Fence fence;

  public Publisher(Lake lake) {
    this.fence = new Fence(lake);
  }

  /** What is published now. */
  public PublicationNote current() {
    return fence.note();
  }

  /**
   * Whether that row's publication has been made. A run writes its row first, so one that died
   * right after has a row and published nothing.
   */
  public boolean hasPublished(PublicationRow row) {
    return fence.hasNamed(row.publicationId(), row.publishedAt());
  }

  /** The note that names a publication for its days and leaves all others as they are. */
  public static PublicationNote with(PublicationNote before, DayPlan plan, String publicationId) {
    Map<LocalDate, String> days = new HashMap<>(before.days());
    plan.days().forEach(day -> days.put(day, publicationId));
    return new PublicationNote(publicationId, plan.boundary(), days);
  }

  /**
   * Replaces the cells of some days and the note.
   *
   * @param before the note that the change was computed from; if another publication came since,
   *     nothing is changed
   * @param replaced which days, as SQL over {@code day}
   */
  public void publish(
      PublicationNote before, PublicationNote after, String replaced, Dataset<Row> cells) {
    // Summed up before the fence is asked: whatever takes time there, others can outrun.
    Dataset<Row> kept = FewRows.held(cells.where(replaced));
    try {
      kept.count();
      fence.commit(
          newest -> {
            requireUnchanged(before, newest);
            return Optional.of(new FencedChange(kept, replaced, after));
          });
    } finally {
      kept.unpersist();
    }
  }

  private static void requireUnchanged(PublicationNote before, PublicationNote now) {
    if (!before.equals(now)) {
      throw BatchRefusal.failure(
          "Another publication, "
              + now.publicationId()
              + ", became current while this run computed, although a data directory has one"
              + " batch at a time.",
          "See that no batch on another machine uses this data directory, then run it again.");
    }
  }
}
