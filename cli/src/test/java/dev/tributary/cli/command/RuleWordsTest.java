package dev.tributary.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.classify.RuleChange;
import dev.tributary.core.config.Config;
import dev.tributary.core.journey.ChannelMoves.Move;
import dev.tributary.serving.rules.Rehearsal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rehearsal without rows says which of its several reasons it has none for. */
class RuleWordsTest {

  private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
  private static final LocalDate LAST = LocalDate.of(2026, 11, 3);
  private static final Move TOUCHES = new Move("Email", "News", 2L, null, null, null, null);
  private static final Move CREDIT = new Move("Email", "News", null, "linear", "EUR", 9L, 0L);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeRules() throws IOException {
    file =
        Files.writeString(
            folder.resolve("rules.yaml"),
            "version: ours-1\nrules: [{name: n, channel: News, when: {source: {is: news}}}]");
  }

  @Test
  void nothingMovesWhereThereAreEventsAndTheyStayAsTheyAre() {
    assertThat(words(RuleChange.alone(Config.defaults(), file), List.of(), null, FIRST, LAST))
        .containsExactly(
            "there are no events on 2026-11-02", "nothing moves from 2026-11-01 to 2026-11-03");
  }

  @Test
  void changeFromALaterDayOnSaysThatNoneOfTheseDaysIsReadByIt() {
    RuleChange later = RuleChange.publishing(Config.defaults(), file, LocalDate.of(2026, 11, 4));
    LocalDate[] all = {FIRST, FIRST.plusDays(1), LAST};
    assertThat(words(later, List.of(), null, all))
        .containsExactly(
            "nothing moves from 2026-11-01 to 2026-11-03: no event of them is of 2026-11-04 or"
                + " later");
  }

  @Test
  void touchesThatMoveWithoutCreditSaySo() {
    RuleChange change = RuleChange.alone(Config.defaults(), file);
    LocalDate[] all = {FIRST, FIRST.plusDays(1), LAST};
    assertThat(words(change, List.of(TOUCHES), "linear", all))
        .containsExactly("no credit of orders from 2026-11-01 to 2026-11-03 moves under linear");
    assertThat(words(change, List.of(TOUCHES, CREDIT), null, all)).isEmpty();
  }

  private static List<String> words(
      RuleChange change, List<Move> moves, String model, LocalDate... days) {
    Rehearsal rehearsal = new Rehearsal(moves, new TreeSet<>(List.of(days)), Map.of());
    return RuleWords.of(change, rehearsal, FIRST, LAST, model);
  }
}
