package dev.tributary.serving.lake;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ServingSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** Opens an in-memory DuckDB on one snapshot and locks it to the snapshot's files. */
final class Window {

  private final Connection connection;

  private Window(Connection connection) {
    this.connection = connection;
  }

  static Connection open(Path lake, Config config, Set<LakeTable> wanted) {
    // The note first: the rows that it names were committed before it.
    Optional<Published> published =
        NewestNote.of(lake.resolve(LakeTable.ATTRIBUTION.wire())).map(Published::parse);
    SnapshotReader reader = new SnapshotReader();
    Map<LakeTable, TableFiles> snapshots = new EnumMap<>(LakeTable.class);
    for (LakeTable table : wanted) {
      reader
          .newest(lake.resolve(table.wire()))
          .filter(snapshot -> !snapshot.files().isEmpty())
          .ifPresent(snapshot -> snapshots.put(table, snapshot));
    }
    try {
      Properties properties = new Properties();
      properties.setProperty("jdbc_stream_results", "true");
      Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
      Window window = new Window(connection);
      try {
        window.show(snapshots, published);
        window.lock(snapshots, config);
        return connection;
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new LakeException(
          "The tables in " + lake + " can't be opened: " + e.getMessage() + ".",
          "Run the command again; if it stays so, a data file is missing or damaged.",
          e);
    }
  }

  private void show(Map<LakeTable, TableFiles> snapshots, Optional<Published> published)
      throws SQLException {
    run("SET TimeZone = 'UTC'");
    run("CREATE SCHEMA snapshot");
    run("CREATE TABLE snapshot.days (day DATE, publication_id VARCHAR)");
    if (published.isPresent()) {
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO snapshot.days VALUES (?, ?)")) {
        for (var day : published.get().days().entrySet()) {
          insert.setObject(1, day.getKey());
          insert.setString(2, day.getValue());
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
    for (LakeTable table : LakeTable.values()) {
      TableFiles snapshot = snapshots.get(table);
      if (snapshot == null) {
        run(LakeViews.empty(table));
      } else {
        partitions(table, snapshot);
        run(LakeViews.of(table, snapshot, published));
      }
    }
  }

  /** Partition values are in the log, not in the files, so they are joined to them by file. */
  private void partitions(LakeTable table, TableFiles snapshot) throws SQLException {
    List<String> columns = new ArrayList<>(snapshot.files().get(0).partition().keySet());
    if (columns.isEmpty()) {
      return;
    }
    String name = "snapshot." + LakeViews.partitions(table);
    run(
        "CREATE TABLE "
            + name
            + " (snapshot_file VARCHAR, "
            + columns.stream()
                .map(column -> LakeViews.name(column) + " VARCHAR")
                .collect(Collectors.joining(", "))
            + ")");
    String marks = ", ?".repeat(columns.size());
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + name + " VALUES (?" + marks + ")")) {
      for (TableFiles.DataFile file : snapshot.files()) {
        insert.setString(1, file.path().toString());
        for (int i = 0; i < columns.size(); i++) {
          insert.setString(i + 2, file.partition().get(columns.get(i)));
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void lock(Map<LakeTable, TableFiles> snapshots, Config config) throws SQLException {
    String files =
        snapshots.values().stream()
            .flatMap(snapshot -> snapshot.files().stream())
            .map(file -> LakeViews.text(file.path().toString()))
            .collect(Collectors.joining(", "));
    run("SET memory_limit = '" + config.value(ServingSettings.QUERY_MEMORY_MB) + "MiB'");
    run("SET threads = " + config.value(ServingSettings.QUERY_THREADS));
    run("SET temp_directory = ''");
    run("SET allowed_paths = [" + files + "]");
    run("SET enable_external_access = false");
    run("SET lock_configuration = true");
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
