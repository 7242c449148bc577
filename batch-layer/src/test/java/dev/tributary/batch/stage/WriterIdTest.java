package dev.tributary.batch.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.BatchRequest;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterIdTest {

  private static final Config ELSEWHERE = Config.defaults().with("lake.location", "/shared/lake");

  private DataDirectory first;
  private DataDirectory copy;

  @BeforeEach
  void twoDirectories(@TempDir Path root) {
    first = new DataDirectory(root.resolve("first"));
    copy = new DataDirectory(root.resolve("copy"));
  }

  @Test
  void aDirectoryKeepsItsNameAndItsUnfinishedRuns() {
    String name = WriterId.of(first, ELSEWHERE);
    new UnfinishedRuns(first).save(unfinished());

    assertThat(WriterId.of(first, ELSEWHERE)).isEqualTo(name);
    assertThat(new UnfinishedRuns(first).publicationIds()).containsExactly("pub-1");
  }

  @Test
  void aCopyThatWritesToTheSameTablesIsAnotherAndLeavesUnfinishedRunsToTheFirst()
      throws IOException {
    String name = WriterId.of(first, ELSEWHERE);
    new UnfinishedRuns(first).save(unfinished());
    FileUtils.copyDirectory(first.root().toFile(), copy.root().toFile());

    assertThat(WriterId.of(copy, ELSEWHERE)).isNotEqualTo(name);

    assertThat(new UnfinishedRuns(copy).publicationIds()).isEmpty();
    assertThat(new UnfinishedRuns(first).publicationIds()).containsExactly("pub-1");
    assertThat(WriterId.of(first, ELSEWHERE)).isEqualTo(name);
  }

  @Test
  void theSamePathOnAnotherMachineIsAnother() throws IOException {
    String name = WriterId.of(first, ELSEWHERE);
    Path file = first.locks().resolve("batch.id");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(1, "another machine");
    Files.write(file, lines);

    assertThat(WriterId.of(first, ELSEWHERE)).isNotEqualTo(name);
  }

  @Test
  void aCopyWithItsOwnTablesGoesOnWithTheirRuns() throws IOException {
    String name = WriterId.of(first, Config.defaults());
    new UnfinishedRuns(first).save(unfinished());
    FileUtils.copyDirectory(first.root().toFile(), copy.root().toFile());

    assertThat(WriterId.of(copy, Config.defaults())).isEqualTo(name);
    assertThat(new UnfinishedRuns(copy).publicationIds()).containsExactly("pub-1");
  }

  private static UnfinishedRun unfinished() {
    return new UnfinishedRun(
        "pub-1",
        BatchRequest.day(LocalDate.of(2026, 11, 8)),
        1,
        "{}",
        "rules",
        Instant.parse("2026-11-09T03:00:00Z"),
        2,
        List.of(),
        UnfinishedRun.Standing.COMPUTING);
  }
}
