package dev.tributary.serving.lake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Delta tables made without Spark: DuckDB writes the Parquet files, and the commits are written as
 * the protocol says. A commit has the rows of one partition or more.
 */
public final class MadeLake {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> DELTA_TYPES =
      Map.of(
          "VARCHAR", "string",
          "BIGINT", "long",
          "INTEGER", "integer",
          "BOOLEAN", "boolean",
          "DOUBLE", "double",
          "DATE", "date",
          "TIMESTAMPTZ", "timestamp",
          "DECIMAL(24,12)", "decimal(24,12)");

  private final Path lake;

  public MadeLake(Path lake) {
    this.lake = lake;
  }

  public Path folder() {
    return lake;
  }

  /** Appends what a SELECT of some of the table's columns gives; the others are null. */
  public MadeLake append(String table, String select) {
    return commit(table, null, List.of(new Part(Map.of(), select)));
  }

  /** The JSON of a note under which the named days are final. */
  public static String note(String publication, LocalDate boundary, LocalDate... days) {
    ObjectNode note = JSON.createObjectNode();
    note.put("publication_id", publication);
    note.put("boundary", boundary + "T00:00:00Z");
    ObjectNode map = note.putObject("days");
    for (LocalDate day : days) {
      map.put(day.toString(), publication);
    }
    return note.toString();
  }

  /**
   * Rows of one partition.
   *
   * @param values of the partition columns; empty for a table that has none
   * @param select the rows, without the partition columns
   */
  public record Part(Map<String, String> values, String select) {}

  /** One commit, with the note of the fence or null. */
  public MadeLake commit(String table, String note, List<Part> parts) {
    try {
      Path folder = lake.resolve(table);
      Path log = Files.createDirectories(folder.resolve("_delta_log"));
      long version = CommitLog.of(folder).newestVersion().orElse(-1) + 1;
      List<String> actions = new ArrayList<>();
      actions.add(commitInfo(note));
      if (version == 0) {
        actions.add("{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":2}}");
        actions.add(metaData(table, parts));
      }
      for (Part part : parts) {
        actions.add(add(folder, table, part));
      }
      Files.writeString(
          log.resolve("%020d.json".formatted(version)), String.join("\n", actions) + "\n");
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String commitInfo(String note) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode info = root.putObject("commitInfo");
    info.put("timestamp", 1_767_225_600_000L).put("operation", "WRITE");
    if (note != null) {
      info.put("userMetadata", note);
    }
    return root.toString();
  }

  private static String metaData(String table, List<Part> parts) {
    ObjectNode schema = JSON.createObjectNode().put("type", "struct");
    ArrayNode fields = schema.putArray("fields");
    for (LakeTable.Column column : columns(table)) {
      ObjectNode field = fields.addObject();
      field.put("name", column.name()).put("type", DELTA_TYPES.get(column.type()));
      field.put("nullable", true).putObject("metadata");
    }
    ObjectNode root = JSON.createObjectNode();
    ObjectNode metaData = root.putObject("metaData").put("id", UUID.randomUUID().toString());
    metaData.putObject("format").put("provider", "parquet").putObject("options");
    metaData.put("schemaString", schema.toString());
    ArrayNode partitions = metaData.putArray("partitionColumns");
    parts.get(0).values().keySet().stream().sorted().forEach(partitions::add);
    metaData.putObject("configuration");
    return root.toString();
  }

  private static String add(Path folder, String table, Part part) throws SQLException, IOException {
    String relative =
        part.values().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "/")
                .sorted()
                .collect(Collectors.joining())
            + "part-"
            + UUID.randomUUID()
            + ".parquet";
    Path file = folder.resolve(relative);
    Files.createDirectories(file.getParent());
    String nulls =
        columns(table).stream()
            .filter(column -> !part.values().containsKey(column.name()))
            .map(column -> "NULL::" + column.type() + " AS " + LakeViews.name(column.name()))
            .collect(Collectors.joining(", "));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute(
          "COPY (SELECT "
              + nulls
              + " WHERE false UNION ALL BY NAME SELECT * FROM ("
              + part.select()
              + ")) TO "
              + LakeViews.text(file.toString())
              + " (FORMAT parquet)");
    }
    ObjectNode root = JSON.createObjectNode();
    ObjectNode add = root.putObject("add").put("path", relative.replace(" ", "%20"));
    ObjectNode values = add.putObject("partitionValues");
    part.values().forEach(values::put);
    add.put("size", Files.size(file)).put("modificationTime", 0).put("dataChange", true);
    return root.toString();
  }

  private static List<LakeTable.Column> columns(String table) {
    return LakeTable.valueOf(table.toUpperCase(java.util.Locale.ROOT)).columns();
  }
}
