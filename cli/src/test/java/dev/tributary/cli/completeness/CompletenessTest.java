package dev.tributary.cli.completeness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.cli.output.Problem;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletenessTest {

  private static final Instant HOUR = Instant.parse("2026-11-22T14:00:00Z");

  @TempDir Path data;
  @TempDir Path other;

  @Test
  void whatASecondCollectorTookInIsKnownFromItsAccounting() throws Exception {
    DataDirectory directory = new DataDirectory(data);
    Files.createDirectories(directory.capture());
    account(directory.capture().resolve("accounting.json"), "one", 7);
    Path second = other.resolve("accounting.json");
    account(second, "two", 5);
    Completeness completeness = new Completeness(directory, Config.of(Map.of()));
    CaptureAccount one = new CaptureAccount("one", List.of(new JournaledHour("one", HOUR, 7)));
    CaptureAccount two = new CaptureAccount("two", List.of(new JournaledHour("two", HOUR, 5)));
    assertThat(completeness.accounts(HOUR, List.of())).containsExactly(one);
    assertThat(completeness.accounts(HOUR, List.of(second))).containsExactly(one, two);
    assertThat(completeness.journaled(HOUR)).containsExactlyElementsOf(one.hours());
    Path missing = other.resolve("nowhere.json");
    assertThatThrownBy(() -> completeness.accounts(HOUR, List.of(missing)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("nowhere.json");
  }

  private static void account(Path file, String collector, int accepted) throws Exception {
    Files.writeString(
        file,
        "{\"collector_id\":\"%s\",\"hours\":[{\"hour\":\"%s\",\"accepted\":%d,\"rejected\":0}]}"
            .formatted(collector, HOUR, accepted));
  }
}
