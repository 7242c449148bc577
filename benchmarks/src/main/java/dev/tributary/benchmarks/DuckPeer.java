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

  /** Distinct touches and conversions in journey order, as files: what the sweep reads. */
  void layOut(String raw) {
    execute("CREATE OR REPLACE TEMP TABLE events AS " + PeerSql.events(raw));
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
    execute("DROP TABLE events");
  }

  /** Totals by day, channel and model from the files laid out. */
  Map<String, Long> sweep() {
    view("touchpoints");
    view("conversions");
    return totals(PeerSql.DUCKDB.totals(PeerSql.DUCKDB.credits()));
  }

  /** From the raw rows to credit written to a file and its totals, without laying out. */
  Map<String, Long> endToEnd(String raw) {
    execute("CREATE OR REPLACE TEMP TABLE events AS " + PeerSql.events(raw));
    execute(
        "CREATE OR REPLACE TEMP VIEW touchpoints AS SELECT * FROM events"
            + " WHERE event_type = 'click'");
    execute(
        "CREATE OR REPLACE TEMP VIEW conversions AS SELECT * FROM events"
            + " WHERE event_type = 'conversion'");
    execute(copy(PeerSql.DUCKDB.credits(), "credits"));
    Map<String, Long> totals =
        totals(PeerSql.DUCKDB.totals("SELECT * FROM read_parquet('" + file("credits") + "')"));
    execute("DROP TABLE events");
    return totals;
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
      throw new IllegalStateException("DuckDB refuses the peer's query: " + e.getMessage(), e);
    }
  }

  private void execute(String sql) {
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB refuses the peer's query: " + e.getMessage(), e);
    }
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
