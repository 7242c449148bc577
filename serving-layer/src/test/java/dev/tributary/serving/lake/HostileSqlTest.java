package dev.tributary.serving.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileSqlTest {

  @TempDir Path folder;
  private LakeQuery query;
  private Path dataFile;
  private Path secret;

  @BeforeEach
  void open() throws IOException {
    new MadeLake(folder).append("raw_events", "SELECT 'k' AS key");
    secret = Files.writeString(folder.resolve("secret.csv"), "a\nhush\n");
    try (Stream<Path> files = Files.list(folder.resolve("raw_events"))) {
      dataFile = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    query = LakeQuery.open(folder, Config.defaults());
  }

  @AfterEach
  void close() {
    query.close();
  }

  private void ask(String sql) {
    String named =
        sql.replace("OTHER_FILE", secret.toString()).replace("DATA_FILE", dataFile.toString());
    try (QueryResult result = query.ask(named)) {
      result.all();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM read_csv('OTHER_FILE')",
        "SELECT * FROM 'OTHER_FILE'",
        "SELECT * FROM read_text('OTHER_FILE')",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM read_parquet('http://127.0.0.1:9/x.parquet')",
        "SELECT * FROM query('SELECT * FROM read_text(''OTHER_FILE'')')",
        "SELECT * FROM sniff_csv('OTHER_FILE')",
        "SELECT * FROM parquet_metadata('OTHER_FILE')",
      })
  void readingAnotherFileIsRefused(String sql) {
    assertThatThrownBy(() -> ask(sql))
        .isInstanceOf(QueryException.class)
        .message()
        .doesNotContain("hush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY (SELECT 1) TO 'OTHER_FILE'",
        "COPY (SELECT 1 AS key) TO 'DATA_FILE' (FORMAT parquet)",
        "EXPORT DATABASE 'OTHER_FILE'",
        "ATTACH 'OTHER_FILE' AS other",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "RESET memory_limit",
        "PRAGMA enable_profiling",
        "CREATE TABLE mine (i INT)",
        "DROP VIEW raw_events",
        "DELETE FROM snapshot.days",
        "CALL pragma_version()",
        "CHECKPOINT",
        "SELECT 1; COPY (SELECT 1) TO 'OTHER_FILE'",
        "SELECT 1; SELECT 2",
        "",
      })
  void whateverIsNoSingleSelectIsRefused(String sql) {
    assertThatThrownBy(() -> ask(sql))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("Only a single SELECT can be run");
  }

  @Test
  void afterEveryAttemptTheFilesAreWhatTheyWere() throws IOException {
    byte[] before = Files.readAllBytes(dataFile);
    for (String sql :
        new String[] {
          "COPY (SELECT 1 AS key) TO 'DATA_FILE' (FORMAT parquet)",
          "SELECT * FROM query('COPY (SELECT 1) TO ''DATA_FILE''')"
        }) {
      assertThatThrownBy(() -> ask(sql)).isInstanceOf(QueryException.class);
    }
    assertThat(Files.readAllBytes(dataFile)).isEqualTo(before);
    assertThat(Files.readString(secret)).isEqualTo("a\nhush\n");
  }

  @Test
  void aQueryThatNeedsTooMuchMemoryIsToldSo() {
    Config little = Config.of(Map.of("serving.query_memory_mb", "64"));
    try (LakeQuery small = LakeQuery.open(folder, little)) {
      assertThatThrownBy(
              () -> small.ask("SELECT list(range::VARCHAR || 'x') FROM range(5000000)").all())
          .isInstanceOf(QueryException.class)
          .hasMessageContaining("serving.query_memory_mb");
    }
  }
}
