package dev.tributary.batch.check;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.tributary.batch.plan.DayPlan;
import dev.tributary.core.attribution.RuleKernel;
import dev.tributary.core.attribution.RuleModel;
import dev.tributary.core.config.BatchSettings;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.view.Cell;
import dev.tributary.core.view.PublicationNote;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Compares each day of a run with the day before it: a broken feed looks like a bad day. One that
 * was published with about as few was taken for what it is then, and is not asked about again, nor
 * where a few of its orders were deleted since.
 */
public final class DayDrops {

  /** Fewer orders than these say nothing of a feed. */
  private static final long ENOUGH = 50;

  private DayDrops() {}

  /**
   * One sentence a day that fell by more than the config takes.
   *
   * @param note what is published now
   */
  public static List<String> faults(
      Lake lake, Config config, PublicationNote note, DayPlan plan, Dataset<Row> conversions) {
    long percent = config.value(BatchSettings.LARGEST_DROP_PERCENT);
    Map<LocalDate, Long> orders = new TreeMap<>();
    conversions
        .groupBy("conversion_day")
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> orders.put(row.<java.sql.Date>getAs(0).toLocalDate(), row.getLong(1)));
    LocalDate before = plan.from().minusDays(1);
    Map<LocalDate, Long> published = published(lake, before, plan.to());
    orders.put(before, published.getOrDefault(before, 0L));
    List<String> faults = new ArrayList<>();
    for (LocalDate day = plan.from(); !day.isAfter(plan.to()); day = day.plusDays(1)) {
      long yesterday = orders.getOrDefault(day.minusDays(1), 0L);
      long today = orders.getOrDefault(day, 0L);
      boolean taken =
          wasAskedAbout(day, note, config)
              && !fell(published.getOrDefault(day, 0L), today, percent);
      if (!taken && yesterday >= ENOUGH && fell(yesterday, today, percent)) {
        faults.add(
            "Orders of %s: %d, of the day before: %d, a fall of more than %d %%."
                .formatted(day, today, yesterday, percent));
      }
    }
    return faults;
  }

  private static boolean fell(long from, long to, long percent) {
    return to * 100 < from * (100 - percent);
  }

  /**
   * Whether a publication has the day, perhaps without orders, or without a name since nothing at
   * all occurred on it. Of days before the first published one nobody has been asked.
   */
  private static boolean wasAskedAbout(LocalDate day, PublicationNote note, Config config) {
    ZoneId zone = config.value(ReportingSettings.TIME_ZONE);
    return note.boundary().isFinal(day.atStartOfDay(zone).toInstant())
        && note.days().keySet().stream().anyMatch(named -> !named.isAfter(day));
  }

  /** Orders of each day that has any. */
  private static Map<LocalDate, Long> published(Lake lake, LocalDate from, LocalDate to) {
    Map<LocalDate, Long> orders = new TreeMap<>();
    if (lake.exists(Table.ATTRIBUTION)) {
      lake.read(Table.ATTRIBUTION)
          .where(col("day").between(from, to))
          .where(col("status").equalTo(Cell.FINAL))
          .where(col("model").equalTo(RuleModel.LAST_TOUCH.wire()))
          .groupBy("day")
          .agg(sum("credit_micros"))
          .collectAsList()
          .forEach(
              row ->
                  orders.put(
                      row.<java.sql.Date>getAs(0).toLocalDate(),
                      row.getLong(1) / RuleKernel.ONE_CONVERSION));
    }
    return orders;
  }
}
