package dev.tributary.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** DuckDB in this process, with as many threads as the machine has cores. */
final class DuckPeer implements AutoCloseable {

  private final Connection connection;
  private final Statement statement;
  private final Path scratch;

  DuckPeer(Path scratch, int threads) {
    this.scratch = scratch;
    try {
      connection = DriverManager.getConnection("jdbc:duckdb:");
      statement = connection.createStatement();
      statement.execute("SET threads = " + threads);
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("SET temp_directory = '" + scratch.resolve("spill") + "'");
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not start: " + e.getMessage(), e);
    }
  }

  /** What a run of ours lays out: distinct events, and touches and orders in journey order. */
  void layOut(String raw) {
    events(raw);
    layOutEvents(raw);
    execute("DROP TABLE events");
  }

  /** Totals by day, channel and model from the files laid out. */
  Map<String, Long> sweep() {
    view("touchpoints");
    view("conversions");
    return totals(PeerSql.DUCKDB.totals(PeerSql.DUCKDB.credits()));
  }

  /**
   * From the raw rows to what a run of ours leaves: the layout for the next run, the touches, the
   * orders, a row of credit an order, touch and model, and the cells to report from, each with
   * about the columns of its table and by day where that is; and the checks that nothing is lost
   * and each order is credited wholly under each model.
   */
  void endToEnd(String raw) {
    events(raw);
    layOutEvents(raw);
    execute(copy(PeerNight.TOUCHPOINTS, "published_touchpoints"));
    execute(copy(PeerNight.CONVERSIONS, "published_conversions"));
    execute("CREATE OR REPLACE TEMP VIEW touchpoints AS " + PeerNight.TOUCHES);
    execute("CREATE OR REPLACE TEMP VIEW conversions AS " + PeerNight.ORDERS);
    execute(copyByDay(PeerNight.creditRows(), "conversion_day", "published_credits"));
    execute("DROP TABLE events");
    String credits = readByDay("published_credits");
    requireNone(PeerNight.wrongOrders(read("published_conversions"), credits));
    execute(copyByDay(PeerNight.cells(credits), "day", "published_cells"));
  }

  /** Totals by day, channel and model of what {@link #endToEnd} wrote. */
  Map<String, Long> published() {
    Map<String, Long> totals = new TreeMap<>();
    try (ResultSet rows = statement.executeQuery(PeerNight.totals(readByDay("published_cells")))) {
      while (rows.next()) {
        String cell = rows.getLong(1) + "|" + rows.getString(2) + "|" + rows.getString(3);
        totals.put(cell, rows.getLong(4));
        totals.put(cell + "|v", rows.getLong(5));
      }
      return totals;
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private void events(String raw) {
    execute("CREATE OR REPLACE TEMP TABLE events AS " + PeerNight.events(raw));
  }

  private void layOutEvents(String raw) {
    execute(copy(PeerNight.TIMELINE, "timeline"));
    requireNone(PeerNight.wrongKeys(raw, read("timeline")));
    execute(copy(PeerNight.TOUCHES + PeerNight.IN_JOURNEY_ORDER, "touchpoints"));
    execute(copy(PeerNight.ORDERS + PeerNight.IN_JOURNEY_ORDER, "conversions"));
  }

  Path file(String name) {
    return scratch.resolve(name + ".parquet");
  }

  private String copy(String query, String name) {
    return "COPY (" + query + ") TO '" + file(name) + "' (FORMAT parquet)";
  }

  private String copyByDay(String query, String day, String name) {
    return "COPY (%s) TO '%s' (FORMAT parquet, PARTITION_BY (%s), OVERWRITE)"
        .formatted(query, scratch.resolve(name), day);
  }

  private String readByDay(String name) {
    return "read_parquet('" + scratch.resolve(name) + "/*/*.parquet')";
  }

  private String read(String name) {
    return "read_parquet('" + file(name) + "')";
  }

  private void view(String name) {
    execute("CREATE OR REPLACE TEMP VIEW " + name + " AS SELECT * FROM " + read(name));
  }

  private Map<String, Long> totals(String query) {
    Map<String, Long> totals = new TreeMap<>();
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        String cell = rows.getLong(1) + "|" + rows.getString(2) + "|";
        for (int model = 0; model < PeerSql.MODELS.length; model++) {
          totals.put(cell + PeerSql.MODELS[model], rows.getLong(3 + 2 * model));
          totals.put(cell + PeerSql.MODELS[model] + "|v", rows.getLong(4 + 2 * model));
        }
      }
      return totals;
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private void requireNone(String query) {
    try (ResultSet rows = statement.executeQuery(query)) {
      if (rows.next()) {
        throw new IllegalStateException(
            "DuckDB has %s not once in %s".formatted(rows.getString(1), rows.getString(2)));
      }
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private void execute(String sql) {
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private static IllegalStateException refused(SQLException e) {
    return new IllegalStateException("DuckDB refuses the peer's query: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      statement.close();
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not stop: " + e.getMessage(), e);
    }
  }
}
