package dev.tributary.batch.credit;

import static org.apache.spark.sql.functions.col;

import dev.tributary.batch.plan.DayPlan;
import dev.tributary.lake.Table;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One run's rows, or some of them, with the columns of the tables that they go to.
 *
 * @param byTable touchpoints, conversions, credits_final and adjustments, or fewer; the last only
 *     where the log has any at all, as most logs have none: their checks take time
 */
public record Rows(Map<Table, Dataset<Row>> byTable) {

  public Rows {
    byTable = Map.copyOf(byTable);
  }

  public Dataset<Row> touchpoints() {
    return byTable.get(Table.TOUCHPOINTS);
  }

  public Dataset<Row> conversions() {
    return byTable.get(Table.CONVERSIONS);
  }

  public Dataset<Row> credits() {
    return byTable.get(Table.CREDITS_FINAL);
  }

  public Optional<Dataset<Row>> adjustments() {
    return Optional.ofNullable(byTable.get(Table.ADJUSTMENTS));
  }

  /** These and those. */
  public Rows and(Rows others) {
    Map<Table, Dataset<Row>> both = new EnumMap<>(Table.class);
    both.putAll(byTable);
    others.byTable.forEach(
        (table, rows) -> both.merge(table, rows, (own, more) -> own.unionByName(more, true)));
    return new Rows(both);
  }

  /** Without the orders of days that only come along with the plan's; adjustments all stay. */
  public Rows ordersOf(DayPlan plan) {
    Column within = plan.range().holds(col("conversion_day"));
    Map<Table, Dataset<Row>> own = new EnumMap<>(byTable);
    own.put(Table.CONVERSIONS, conversions().where(within));
    own.put(Table.CREDITS_FINAL, credits().where(within.or(col("adjustment_key").isNotNull())));
    return new Rows(own);
  }
}
