package dev.tributary.serving.lake;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ServingSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;

/**
 * Read-only SQL over one snapshot of the tables: what {@code tributary query} speaks, and what the
 * rest of this layer reads by. It shows what is current; docs/tables.md has the columns.
 *
 * <p>DuckDB runs inside this process, over the Parquet files that Delta Kernel lists, and is locked
 * to them: it can neither read nor write anything else, nor change its own settings.
 *
 * <pre>{@code
 * try (LakeQuery lake = LakeQuery.open(data.lake(), config);
 *     QueryResult rows = lake.ask("SELECT count(*) FROM raw_events")) { ... }
 * }</pre>
 */
public final class LakeQuery implements AutoCloseable {

  private final Connection connection;
  private final int timeoutSeconds;

  private LakeQuery(Connection connection, int timeoutSeconds) {
    this.connection = connection;
    this.timeoutSeconds = timeoutSeconds;
  }

  /**
   * Opens the newest snapshot of every table.
   *
   * @param lake the folder that holds the tables; it need not exist, then all tables are empty
   * @throws LakeException when a table's log can't be read
   */
  public static LakeQuery open(Path lake, Config config) {
    return open(lake, config, Set.of(LakeTable.values()));
  }

  /** The same for one query: the tables that its text does not name are shown without rows. */
  public static LakeQuery openFor(String sql, Path lake, Config config) {
    return open(lake, config, Mentions.of(sql));
  }

  private static LakeQuery open(Path lake, Config config, Set<LakeTable> wanted) {
    return new LakeQuery(
        Window.open(lake, config, wanted),
        config.value(ServingSettings.QUERY_TIMEOUT_SECONDS).intValue());
  }

  /**
   * Runs one SELECT (or FROM, WITH, VALUES, DESCRIBE, SHOW, SUMMARIZE).
   *
   * @param parameters the values of its question marks
   * @return rows as they come; close it before the next question
   * @throws QueryException when the SQL is no single SELECT, misnames something, or fails
   */
  public QueryResult ask(String sql, Object... parameters) {
    OnlySelect.check(connection, sql);
    try {
      PreparedStatement statement = connection.prepareStatement(sql);
      try {
        statement.setQueryTimeout(timeoutSeconds);
        for (int i = 0; i < parameters.length; i++) {
          statement.setObject(i + 1, parameters[i]);
        }
        return new QueryResult(statement, statement.executeQuery());
      } catch (SQLException e) {
        statement.close();
        throw e;
      }
    } catch (SQLException e) {
      throw Complaint.of(e, sql);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new QueryException("The snapshot can't be closed: " + e.getMessage(), e);
    }
  }
}
