package dev.tributary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.capture.CaptureOptions;
import dev.tributary.capture.CaptureServer;
import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.journal.JournalOptions;
import dev.tributary.capture.sender.SenderRegistry;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log has of capture's start. */
class CaptureLogTest {

  @TempDir Path folder;

  @Test
  void zerosThatWereLaidOutAheadAreNoTornEndAndWhatIsTornIsCountedWithoutThem() throws Exception {
    opened();
    Path segment = folder.resolve(String.format("%020d.journal", 1));
    long end = Files.size(segment);
    behind(segment, new byte[5_000]);
    assertThat(opened()).doesNotContain("WARN");
    assertThat(segment).hasSize(end);
    behind(segment, "torn".getBytes(UTF_8));
    behind(segment, new byte[5_000]);
    assertThat(opened())
        .contains(
            "The journal ended in 4 bytes that are no acknowledged record; they were cut off");
    assertThat(segment).hasSize(end);
  }

  /** What the log says meanwhile. */
  private String opened() throws Exception {
    try (LogRecorder log = new LogRecorder()) {
      try (Journal journal = Journal.open(new JournalOptions(folder, 1 << 20, 1 << 20, 0))) {
        if (journal.lastSequence() == 0) {
          journal.append(List.of(new byte[100]));
        }
      }
      return log.lines();
    }
  }

  private static void behind(Path segment, byte[] bytes) throws IOException {
    Files.write(segment, bytes, StandardOpenOption.APPEND);
  }

  @Test
  void aPortThatOthersReachIsToldWhileNoServerHasToShowAKey() {
    assertThat(started("127.0.0.1")).doesNotContain("no sender is registered");
    assertThat(started("0.0.0.0"))
        .containsOnlyOnce("capture.host is 0.0.0.0, and no sender is registered")
        .contains("'tributary senders add NAME'");
    new SenderRegistry(new DataDirectory(folder).capture().resolve("senders.json")).add("shop", 0);
    assertThat(started("0.0.0.0")).doesNotContain("no sender is registered");
  }

  private String started(String host) {
    Config config = Config.of(Map.of("capture.host", host, "capture.segment_bytes", "1048576"));
    try (LogRecorder log = new LogRecorder()) {
      CaptureServer.start(
              new CaptureOptions(
                  new DataDirectory(folder), config, 0, () -> "", InstantSource.system()))
          .close();
      return log.lines();
    }
  }
}
