package dev.tributary.capture.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.capture.Eventually;
import dev.tributary.capture.intake.Accounting;
import dev.tributary.capture.intake.CapturedEvent;
import dev.tributary.capture.intake.CapturedEventCodec;
import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.journal.JournalOptions;
import dev.tributary.capture.journal.JournalPosition;
import dev.tributary.capture.journal.JournalReader;
import dev.tributary.capture.journal.JournalRecord;
import dev.tributary.capture.journal.JournalRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is let go of behind Kafka's acknowledgement. */
class SettlementTest {

  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

  @TempDir Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private Accounting accounting;
  private Cursor cursor;

  @BeforeEach
  void open() throws Exception {
    accounting = new Accounting(folder.resolve("accounting.json"), "c");
    cursor = new Cursor(folder.resolve("cursor"), "c");
  }

  @Test
  void whatTheAccountingCannotSaveStaysInTheJournalAndCountsAgainstItsBoundNoLonger()
      throws Exception {
    List<Path> inTheWay = blocked("accounting.json");
    try (Journal journal = Journal.open(options(0))) {
      Eventually.holds("there is a second segment", () -> append(journal) && segments() > 1);
      Settlement settlement = settlement(journal);
      settlement.now(last(journal));
      assertThat(segments()).isGreaterThan(1);
      assertThat(journal.unreleasedBytes()).isZero();
      assertThat(cursor.shipped()).isPositive();
      assertThat(settlement.accountingFails()).isTrue();
      clear(inTheWay);
      settlement.now(last(journal));
      assertThat(segments()).isEqualTo(1);
      assertThat(settlement.accountingFails()).isFalse();
    }
  }

  @Test
  void aCursorThatCannotBeWrittenHoldsNothingUpAndIsSaid() throws Exception {
    List<Path> inTheWay = blocked("cursor");
    try (Journal journal = Journal.open(options(0))) {
      Eventually.holds("there is a second segment", () -> append(journal) && segments() > 1);
      Settlement settlement = settlement(journal);
      settlement.now(last(journal));
      assertThat(segments()).isEqualTo(1);
      assertThat(settlement.cursorFails()).isTrue();
      clear(inTheWay);
      settlement.now(last(journal));
      assertThat(settlement.cursorFails()).isFalse();
      assertThat(cursor.shipped()).isEqualTo(journal.lastSequence());
    }
  }

  /** The end interrupts a shipper that Kafka holds up; another thread settles behind it. */
  @Test
  void aShipperThatIsInterruptedAtTheEndAccusesNoDisk() throws Exception {
    try (Journal journal = Journal.open(options(0))) {
      assertThat(append(journal)).isTrue();
      JournalPosition last = last(journal);
      Settlement settlement = settlement(journal);
      Thread.currentThread().interrupt();
      try {
        settlement.maybe(last);
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
      assertThat(settlement.cursorFails()).isFalse();
      assertThat(settlement.accountingFails()).isFalse();
      settlement.now(last);
      assertThat(cursor.shipped()).isEqualTo(last.sequence());
      assertThat(accounting.savedThrough()).isEqualTo(last.sequence());
    }
  }

  /** No file can be written under the names that this one is written by. */
  private List<Path> blocked(String file) throws IOException {
    return List.of(
        Files.createDirectory(folder.resolve(file + ".spare")),
        Files.createDirectory(folder.resolve(file + ".new")));
  }

  private static void clear(List<Path> inTheWay) throws IOException {
    for (Path path : inTheWay) {
      Files.delete(path);
    }
  }

  @Test
  void whatWasShippedBeforeARestartIsDeletedThoughNothingComesAfterIt() throws Exception {
    JournalPosition last;
    try (Journal journal = Journal.open(options(0))) {
      assertThat(append(journal)).isTrue();
      last = last(journal);
    }
    Path first = folder.resolve("journal/00000000000000000001.journal");
    try (Journal journal = Journal.open(options(last.sequence()))) {
      cursor.move(last.sequence());
      assertThat(journal.unreleasedBytes()).isZero();
      Settlement settlement = settlement(journal);
      settlement.now(null);
      assertThat(first).exists();
      nanos.set(Duration.ofHours(1).toNanos());
      Eventually.holds(
          "it is gone",
          () -> {
            settlement.now(null);
            return Files.notExists(first);
          });
      assertThat(append(journal)).isTrue();
      assertThat(last(journal).sequence()).isEqualTo(last.sequence() + 1);
    }
  }

  private boolean append(Journal journal) {
    CapturedEvent event = new CapturedEvent.Accepted("k", "k", NOW, 1, "ok", new byte[100]);
    try {
      accounting.count(journal.append(List.of(CapturedEventCodec.encode(event))), List.of(event));
      return true;
    } catch (JournalRefusedException e) {
      throw new AssertionError(e);
    }
  }

  /** Where the last record is, once others may rely on it. */
  private static JournalPosition last(Journal journal) {
    JournalPosition[] last = {null};
    Eventually.holds(
        "it can be read",
        () -> {
          try (JournalReader reader = journal.reader(journal.lastSequence())) {
            JournalRecord record = reader.next();
            last[0] = record == null ? null : record.position();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
          return last[0] != null;
        });
    return last[0];
  }

  private long segments() {
    try (Stream<Path> files = Files.list(folder.resolve("journal"))) {
      return files.filter(file -> file.toString().endsWith(".journal")).count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Settlement settlement(Journal journal) {
    return new Settlement(journal, cursor, accounting, InstantSource.fixed(NOW));
  }

  private JournalOptions options(long shipped) {
    return new JournalOptions(folder.resolve("journal"), 512, Long.MAX_VALUE, shipped)
        .segmentAge(Duration.ofHours(1), nanos::get);
  }
}
