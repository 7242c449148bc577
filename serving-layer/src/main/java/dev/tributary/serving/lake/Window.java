package dev.tributary.serving.lake;

import static dev.tributary.serving.lake.LakeTable.AWAITING_RESTATEMENT;
import static dev.tributary.serving.lake.LakeTable.CREDITS_PROVISIONAL;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.config.ServingSettings;
import dev.tributary.core.view.PublicationNote;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Opens an in-memory DuckDB on one snapshot and locks it to the snapshot's files. */
final class Window {

  private final Connection connection;

  private Window(Connection connection) {
    this.connection = connection;
  }

  /**
   * Reads the logs while DuckDB's library loads: together they are most of a command's start.
   *
   * @throws LakeException when a log or a data file can't be read
   */
  static Connection open(Path lake, Config config, Set<LakeTable> wanted) {
    CompletableFuture<Connection> loading = CompletableFuture.supplyAsync(Window::connect);
    PublicationNote published;
    Map<LakeTable, TableFiles> snapshots = new EnumMap<>(LakeTable.class);
    try {
      // The note first: the rows that it names were committed before it.
      published = NewestNote.of(lake);
      SnapshotReader reader = new SnapshotReader();
      for (LakeTable table : wanted) {
        reader
            .newest(lake.resolve(table.wire()))
            .filter(snapshot -> !snapshot.files().isEmpty())
            .ifPresent(snapshot -> snapshots.put(table, snapshot));
      }
    } catch (RuntimeException e) {
      close(loading.join());
      throw e;
    }
    Connection connection = loading.join();
    try {
      Window window = new Window(connection);
      window.show(snapshots, published, config);
      window.lock(snapshots, config);
      return connection;
    } catch (SQLException e) {
      close(connection);
      throw new LakeException(
          "The tables in " + lake + " can't be opened: " + e.getMessage() + ".",
          "Run the command again; if it stays so, a data file is missing or damaged.",
          e);
    }
  }

  private static Connection connect() {
    Properties properties = new Properties();
    properties.setProperty("jdbc_stream_results", "true");
    try {
      return DriverManager.getConnection("jdbc:duckdb:", properties);
    } catch (SQLException e) {
      throw new LakeException(
          "DuckDB can't be started: " + e.getMessage() + ".",
          "It unpacks its library into the temporary folder, which must be writable.",
          e);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new LakeException(
          "DuckDB can't be closed: " + e.getMessage() + ".", "Run the command again.", e);
    }
  }

  private void show(Map<LakeTable, TableFiles> snapshots, PublicationNote published, Config config)
      throws SQLException {
    ZoneId zone = config.value(ReportingSettings.TIME_ZONE);
    run("SET TimeZone = 'UTC'");
    run("CREATE SCHEMA snapshot");
    run("CREATE TABLE snapshot.days (day DATE, publication_id VARCHAR)");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO snapshot.days VALUES (?, ?)")) {
      for (var day : published.days().entrySet()) {
        insert.setObject(1, day.getKey());
        insert.setString(2, day.getValue());
        insert.execute();
      }
    }
    Optional<TableFiles> revisions = Optional.ofNullable(snapshots.get(CREDITS_PROVISIONAL));
    if (revisions.isPresent()) {
      partitions(CREDITS_PROVISIONAL, revisions.get());
    }
    run(LakeViews.lastProvisional(CREDITS_PROVISIONAL, revisions));
    for (LakeTable table : LakeTable.values()) {
      TableFiles snapshot = snapshots.get(table);
      if (table == AWAITING_RESTATEMENT) {
        run(
            LakeViews.awaitingRestatement(
                published, zone, config.value(ReportingSettings.CURRENCY)));
      } else if (snapshot == null) {
        run(LakeViews.empty(table));
      } else {
        if (table != CREDITS_PROVISIONAL) {
          partitions(table, snapshot);
        }
        run(LakeViews.of(table, snapshot, published, zone));
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
        insert.execute();
      }
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
