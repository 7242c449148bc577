package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLogStoreTest {

  private final LocalLogStore store = new LocalLogStore(new Configuration());
  @TempDir Path log;

  @Test
  void takenVersionIsRefusedAndKeepsItsContent() throws IOException {
    write("1.json", List.of("first", "line"), false);
    assertThatThrownBy(() -> write("1.json", List.of("second"), false))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(log.resolve("1.json")).hasContent("first\nline\n");
  }

  @Test
  void overwriteReplacesAndDropsTheChecksumOfWhatStoodThere() throws IOException {
    write("last", List.of("old"), false);
    Files.writeString(log.resolve(".last.crc"), "sum of the old content");
    write("last", List.of("new"), true);
    try (var lines = store.read(hadoop("last"), new Configuration())) {
      assertThat(lines.next()).isEqualTo("new");
    }
  }

  @Test
  void failureHalfWayLeavesNothing() {
    Iterator<String> breaks =
        Stream.of("one", "two")
            .peek(
                line -> {
                  if (line.equals("two")) {
                    throw new IllegalStateException("disk pulled");
                  }
                })
            .iterator();
    assertThatThrownBy(() -> store.write(hadoop("1.json"), breaks, false, new Configuration()))
        .hasMessage("disk pulled");
    assertThat(log).isEmptyDirectory();
  }

  @Test
  void aCommitThatOthersSeeIsNotSaidToHaveFailed() throws IOException {
    Files.createFile(Files.createDirectory(log.resolve(".1.json.crc")).resolve("in the way"));

    assertThatThrownBy(() -> write("1.json", List.of("line"), false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1.json outlasts a power failure is not known: it is stored");
    assertThat(log.resolve("1.json")).hasContent("line\n");
  }

  @Test
  void versionsRacedByTwoProcessesAreClaimedOnce() throws Exception {
    LogStoreRace.winners(log.toUri().toString(), log.resolve("start"), Map.of());
    assertThat(log.toFile().list()).hasSize(LogStoreRace.VERSIONS + 1);
  }

  private void write(String name, List<String> lines, Boolean overwrite) throws IOException {
    store.write(hadoop(name), lines.iterator(), overwrite, new Configuration());
  }

  private org.apache.hadoop.fs.Path hadoop(String name) {
    return new org.apache.hadoop.fs.Path(log.resolve(name).toUri());
  }
}
