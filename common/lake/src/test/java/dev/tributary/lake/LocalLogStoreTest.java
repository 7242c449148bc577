package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLogStoreTest {

  private static final int VERSIONS = 200;
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

  /** Each process claims every version that it can; each must be claimed exactly once. */
  @Test
  void versionsRacedByTwoProcessesAreClaimedOnce() throws Exception {
    List<Process> racers = new ArrayList<>();
    for (String name : List.of("left", "right")) {
      racers.add(OtherProcess.start(LogStoreRacer.class, log.toString(), name, "" + VERSIONS));
    }
    Set<String> claims = new TreeSet<>();
    for (Process racer : racers) {
      for (String version : OtherProcess.finish(racer)) {
        assertThat(claims.add(version)).as("version %s, claimed twice", version).isTrue();
      }
    }
    assertThat(claims).hasSize(VERSIONS);
    assertThat(log.toFile().list()).hasSize(VERSIONS + 1);
  }

  private void write(String name, List<String> lines, Boolean overwrite) throws IOException {
    store.write(hadoop(name), lines.iterator(), overwrite, new Configuration());
  }

  private org.apache.hadoop.fs.Path hadoop(String name) {
    return new org.apache.hadoop.fs.Path(log.resolve(name).toUri());
  }
}
