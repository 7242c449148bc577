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

  private static final String TOUCHES = "SELECT * FROM events WHERE event_type = 'click'";
  private static final String ORDERS = "SELECT * FROM events WHERE event_type = 'conversion'";

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

  /** Distinct touches and conversions in journey order, as files: what the sweep reads. */
  void layOut(String raw) {
    events(raw);
    layOutEvents();
    execute("DROP TABLE events");
  }

  /** Totals by day, channel and model from the files laid out. */
  Map<String, Long> sweep() {
    view("touchpoints");
    view("conversions");
    return totals(PeerSql.DUCKDB.totals(PeerSql.DUCKDB.credits()));
  }

  /**
   * From the raw rows to what a run of ours leaves: the distinct events, those laid out for the
   * next run, the touches, the orders and a row of credit an order, touch and model, each in the
   * order in which its table has them; and the check that each order is credited once a model.
   *
   * @return the totals of what was written
   */
  Map<String, Long> endToEnd(String raw) {
    events(raw);
    execute(copy("SELECT * FROM events", "timeline"));
    layOutEvents();
    execute(copy(TOUCHES + " ORDER BY at_us, channel", "published_touchpoints"));
    execute(copy(ORDERS + " ORDER BY at_us // 86400000000, key", "published_conversions"));
    execute("CREATE OR REPLACE TEMP VIEW touchpoints AS " + TOUCHES);
    execute("CREATE OR REPLACE TEMP VIEW conversions AS " + ORDERS);
    execute(copy(PeerSql.creditRows(), "credits"));
    execute("DROP TABLE events");
    String written = "read_parquet('" + file("credits") + "')";
    requireNone(PeerSql.wrongSums(written));
    return totalsOfRows(written);
  }

  private void events(String raw) {
    execute("CREATE OR REPLACE TEMP TABLE events AS " + PeerSql.events(raw));
  }

  private void layOutEvents() {
    execute(
        copy(
            "SELECT person_id, at_us, key, channel FROM events WHERE event_type = 'click'"
                + " ORDER BY person_id, at_us",
            "touchpoints"));
    execute(
        copy(
            "SELECT person_id, at_us, key, value_minor FROM events"
                + " WHERE event_type = 'conversion' ORDER BY person_id, at_us",
            "conversions"));
  }

  Path file(String name) {
    return scratch.resolve(name + ".parquet");
  }

  private String copy(String query, String name) {
    return "COPY (" + query + ") TO '" + file(name) + "' (FORMAT parquet)";
  }

  private void view(String name) {
    execute(
        "CREATE OR REPLACE TEMP VIEW "
            + name
            + " AS SELECT * FROM read_parquet('"
            + file(name)
            + "')");
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

  private Map<String, Long> totalsOfRows(String creditRows) {
    Map<String, Long> totals = new TreeMap<>();
    try (ResultSet rows = statement.executeQuery(PeerSql.totalsOfRows(creditRows))) {
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

  private void requireNone(String query) {
    try (ResultSet rows = statement.executeQuery(query)) {
      if (rows.next()) {
        throw new IllegalStateException(
            "DuckDB credits " + rows.getString(1) + " not once under " + rows.getString(2));
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
