package dev.tributary.capture.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.capture.intake.Accounting;
import dev.tributary.capture.intake.Assurance;
import dev.tributary.capture.intake.CapturedEvent;
import dev.tributary.capture.intake.Intake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that are in the journal and that a fault keeps from being counted when they come. */
class UncountedTest {

  private static final Assurance.Outcome KEPT = Assurance.Outcome.KEPT;
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

  @TempDir Path folder;
  private final List<Assurance.Outcome> told = new ArrayList<>();

  @Test
  void areCountedOnceFromTheJournalAsSoonAsTheDiskGivesThem() throws Exception {
    BadFiles files = new BadFiles();
    JournalOptions options =
        new JournalOptions(folder.resolve("journal"), 1 << 20, 1 << 20, 0)
            .keeping(Keeping.SYNCED)
            .on(files);
    try (Journal journal = Journal.open(options)) {
      Accounting accounting = accounting("accounting.json");
      Intake intake = Intake.open(journal, accounting, Assurance.WRITTEN);
      intake.keep(events("a", "b")).whenSafe(told::add);
      intake.keep(failsOnTheSecondLookAtItsLast(events("c", "d"))).whenSafe(told::add);
      intake.keep(events("e")).whenSafe(told::add);
      assertThat(told).containsExactly(KEPT, KEPT, KEPT);
      assertThat(intake.countsBehind()).isTrue();
      assertThat(saved(accounting, "accounting.json").path("counted_through").asLong())
          .isEqualTo(3);

      files.away();
      intake.catchUp();
      assertThat(intake.countsBehind()).isTrue();
      files.back();
      intake.catchUp();
      assertThat(intake.countsBehind()).isFalse();
      intake.keep(events("f")).whenSafe(told::add);

      JsonNode saved = saved(accounting, "accounting.json");
      assertThat(saved.path("counted_through").asLong()).isEqualTo(6);
      assertThat(saved.path("hours").path(0).path("accepted").asLong()).isEqualTo(6);
      journal.sync();
      Accounting anew = accounting("anew.json");
      Intake.open(journal, anew, Assurance.WRITTEN);
      assertThat(saved(anew, "anew.json").path("hours")).isEqualTo(saved.path("hours"));
    }
  }

  private Accounting accounting(String file) throws IOException {
    return new Accounting(folder.resolve(file), "c");
  }

  private JsonNode saved(Accounting accounting, String file) throws IOException {
    accounting.save(0, NOW);
    return new ObjectMapper().readTree(folder.resolve(file).toFile());
  }

  private static List<CapturedEvent> events(String... keys) {
    return Stream.of(keys)
        .<CapturedEvent>map(
            key -> new CapturedEvent.Accepted(key, key, NOW, 1, "ok", new byte[] {'{', '}'}))
        .toList();
  }

  /** They are looked at to be journaled, and then to be counted. */
  private static List<CapturedEvent> failsOnTheSecondLookAtItsLast(List<CapturedEvent> events) {
    return new AbstractList<>() {
      private int looks;

      @Override
      public CapturedEvent get(int index) {
        if (index == events.size() - 1 && ++looks == 2) {
          throw new StackOverflowError("for a test");
        }
        return events.get(index);
      }

      @Override
      public int size() {
        return events.size();
      }
    };
  }
}
