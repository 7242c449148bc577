package dev.tributary.cli.drill;

import dev.tributary.cli.drill.SentOrders.DayTotal;
import dev.tributary.core.attribution.RuleModel;
import dev.tributary.core.config.Config;
import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.QueryResult;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What one snapshot of the tables says, set beside what a drill sent. */
final class Credited implements AutoCloseable {

  private static final long WHOLE = 1_000_000;

  /** The credit of an order, without what names the run or revision that made it. */
  private static final String CREDIT =
      "order_id, converted_at, conversion_type, conversion_day, model, position, touches,"
          + " touch_at, touch_kind, channel, source, medium, campaign, ad_group, click_id,"
          + " credit_micros, revenue_minor, currency";

  private final LakeQuery lake;

  private Credited(LakeQuery lake) {
    this.lake = lake;
  }

  static Credited in(Path lake) {
    return new Credited(LakeQuery.open(lake, Config.defaults()));
  }

  /** Keys that the raw log lacks. */
  long missingKeys(Set<String> keys) {
    return missing(keys, "SELECT DISTINCT key FROM raw_events");
  }

  /** Click ids that the raw log's clicks lack. */
  long missingClicks(Set<String> ids) {
    return missing(ids, "SELECT DISTINCT click_id FROM raw_events WHERE event_type = 'click'");
  }

  private long missing(Set<String> wanted, String question) {
    Set<String> missing = new HashSet<>(wanted);
    rows(question).forEach(row -> missing.remove((String) row[0]));
    return missing.size();
  }

  /** Messages of Kafka that have more than one row of the raw log. */
  long messagesStoredTwice() {
    return number(
        "SELECT count(*) FROM (SELECT kafka_topic, kafka_partition, kafka_offset FROM raw_events"
            + " GROUP BY ALL HAVING count(*) > 1)");
  }

  /** Rows of the raw log whose key an earlier row has: sent, or shipped, again. */
  long repeated() {
    return number("SELECT count(*) - count(DISTINCT key) FROM raw_events");
  }

  /** Keys that count twice: as an order, or as a touch. */
  long countedTwice() {
    return number(
        "SELECT count(*) FROM (SELECT key FROM conversions GROUP BY key HAVING count(*) > 1"
            + " UNION ALL SELECT key FROM touchpoints GROUP BY key HAVING count(*) > 1)");
  }

  /**
   * Orders and models whose credit is not whole or whose revenue is not the order's, in a table of
   * credit; those that are missing or that nobody sent count too.
   *
   * @param worth by order, in minor units
   */
  long notAsSent(String table, Map<String, Long> worth) {
    Set<String> wanted = new TreeSet<>();
    worth.forEach(
        (order, minor) ->
            Arrays.stream(RuleModel.values())
                .forEach(model -> wanted.add(sentence(order, model.wire(), WHOLE, minor))));
    return different(
        wanted,
        rows(
                "SELECT order_id, model, sum(credit_micros)::BIGINT, sum(revenue_minor)::BIGINT"
                    + " FROM "
                    + table
                    + " GROUP BY ALL")
            .stream()
            .map(row -> sentence(row[0], row[1], row[2], row[3]))
            .toList());
  }

  /** Days and models whose figures in the table that reports read are not what was sent. */
  long daysNotAsSent(Map<LocalDate, DayTotal> totals) {
    Set<String> wanted = new TreeSet<>();
    totals.forEach(
        (day, total) ->
            Arrays.stream(RuleModel.values())
                .forEach(
                    model ->
                        wanted.add(
                            sentence(day, model.wire(), total.orders() * WHOLE, total.minor()))));
    return different(
        wanted,
        rows(
                "SELECT day::VARCHAR, model, sum(credit_micros)::BIGINT, sum(revenue_minor)::BIGINT"
                    + " FROM attribution GROUP BY ALL")
            .stream()
            .map(row -> sentence(row[0], row[1], row[2], row[3]))
            .toList());
  }

  private static String sentence(Object... words) {
    return Arrays.toString(words);
  }

  private static long different(Set<String> wanted, List<String> found) {
    Set<String> missing = new HashSet<>(wanted);
    long unwanted = found.stream().filter(one -> !missing.remove(one)).count();
    return missing.size() + unwanted;
  }

  /** The newest life of the speed layer's state that has said anything. */
  long generation() {
    return number("SELECT coalesce(max(generation), 0) FROM snapshot.last_provisional");
  }

  /** Provisional credit of orders that no publication has taken over, row for row. */
  List<String> provisional() {
    return rows("SELECT " + CREDIT + " FROM credits_provisional ORDER BY ALL").stream()
        .map(Arrays::toString)
        .toList();
  }

  /** Rows of final credit that the speed layer, in that life of its state, gives otherwise. */
  long finalOtherThanSpeed(long generation) {
    String published = "SELECT " + CREDIT + " FROM credits_final WHERE adjustment_key IS NULL";
    String speed =
        "SELECT "
            + CREDIT
            + " FROM snapshot.last_provisional WHERE generation = "
            + generation
            + " AND conversion_day IN (SELECT conversion_day FROM conversions)";
    return number(
        "SELECT (SELECT count(*) FROM (%1$s EXCEPT ALL %2$s)) + (SELECT count(*) FROM (%2$s EXCEPT ALL %1$s))"
            .formatted(published, speed));
  }

  /** Rows of final credit. */
  long finalRows() {
    return number("SELECT count(*) FROM credits_final");
  }

  private long number(String question) {
    return ((Number) rows(question).get(0)[0]).longValue();
  }

  private List<Object[]> rows(String question) {
    try (QueryResult result = lake.ask(question)) {
      return result.all();
    }
  }

  @Override
  public void close() {
    lake.close();
  }
}
