package dev.tributary.capture.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.capture.Eventually;
import dev.tributary.capture.intake.Assurance.Outcome;
import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.journal.JournalOptions;
import dev.tributary.capture.journal.Keeping;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many who wait for one promise, and one of them fails when it is told. */
class AssuranceTest {

  @TempDir Path folder;
  private final List<Outcome> told = new CopyOnWriteArrayList<>();

  private static void fails(Outcome outcome) {
    throw new StackOverflowError("for a test, " + outcome);
  }

  @Test
  void aFaultInOneAnswerKeepsNoOtherWaitingForTheDisk() throws Exception {
    try (Journal journal =
        Journal.open(new JournalOptions(folder, 1 << 20, 1 << 20, 0).keeping(Keeping.SYNCED))) {
      GroupSync sync = GroupSync.start(journal, Duration.ofMinutes(1), System::nanoTime);
      sync.when(1, AssuranceTest::fails);
      sync.when(1, told::add);
      Eventually.holds("the other is told", () -> told.equals(List.of(Outcome.KEPT)));
      sync.when(1, told::add); // The thread is still there.
      Eventually.holds("so is the next", () -> told.size() == 2);
      sync.close();
    }
  }

  @Test
  void aFaultInOneAnswerKeepsNoOtherWaitingForKafka() {
    BrokerAssurance assurance = new BrokerAssurance(Duration.ofNanos(10), () -> 0);
    assurance.when(1, AssuranceTest::fails);
    assurance.when(2, told::add);
    assurance.acknowledged(2);
    assertThat(told).containsExactly(Outcome.KEPT);
  }

  @Test
  void whoRunsOutOfPatienceIsToldAloneAndOnceWhateverTellingAnotherDoes() {
    AtomicLong now = new AtomicLong();
    BrokerAssurance assurance = new BrokerAssurance(Duration.ofNanos(10), now::get);
    assurance.when(1, AssuranceTest::fails);
    assurance.when(3, told::add);
    now.set(5);
    assurance.when(2, told::add);
    now.set(10);
    assurance.expire();
    assertThat(told).containsExactly(Outcome.UNCONFIRMED);
    assurance.acknowledged(3);
    assertThat(told).containsExactly(Outcome.UNCONFIRMED, Outcome.KEPT);
  }

  /** They are in the journal and will be delivered: as refused they would count as lost. */
  @Test
  void aFaultBehindTheJournalsWordIsNoRefusal() throws Exception {
    try (Journal journal = Journal.open(new JournalOptions(folder, 1 << 20, 1 << 20, 0))) {
      Assurance broken =
          (through, listener) -> {
            throw new StackOverflowError("for a test");
          };
      Intake intake =
          Intake.open(journal, new Accounting(folder.resolve("accounting.json"), "c"), broken);
      Instant now = Instant.parse("2026-11-26T10:00:00Z");
      intake
          .keep(List.of(new CapturedEvent.Accepted("k", "k", now, 1, "ok", new byte[1])))
          .whenSafe(told::add);
      assertThat(told).containsExactly(Outcome.UNCONFIRMED);
      assertThat(journal.lastSequence()).isEqualTo(1);
      assertThat(intake.fault()).isNull();
    }
  }
}
