package dev.tributary.capture.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tributary.capture.Eventually;
import dev.tributary.capture.intake.Assurance;
import dev.tributary.capture.intake.GroupSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that hangs when one segment is to be followed by the next. */
@Timeout(60)
class HungDiskTest {

  private static final int SEGMENT_BYTES = 224;
  private static final Duration AT_MOST = Duration.ofSeconds(5);

  @TempDir Path directory;
  private final HungFiles files = new HungFiles();

  @ParameterizedTest
  @EnumSource(Keeping.class)
  void holdsUpNoAppendAndLosesNoneWhetherTheNextSegmentIsLaidOutOrNot(Keeping keeping)
      throws Exception {
    for (boolean laidOut : new boolean[] {true, false}) {
      Path folder = Files.createDirectory(directory.resolve("laid-out-" + laidOut));
      Journal journal = Journal.open(options(folder, keeping).on(files));
      try {
        if (!laidOut) {
          files.hang();
        }
        append(journal, 1, 4);
        if (laidOut) {
          Eventually.holds("the next segment is there", () -> !journal.nextIsBeingLaidOut());
          files.hang();
        }
        assertTimeoutPreemptively(AT_MOST, () -> append(journal, 5, 40));
        assertThat(journal.unreleasedBytes()).isGreaterThan(40 * 50);
      } finally {
        files.answer();
      }
      journal.sync();
      assertThat(sequences(journal)).isEqualTo(numbers(40));
      Eventually.holds("the next segment is there", () -> !journal.nextIsBeingLaidOut());
      append(journal, 41, 41);
      journal.close();
      assertThat(segments(folder)).isGreaterThan(1);
      try (Journal again = Journal.open(options(folder, keeping))) {
        assertThat(sequences(again)).isEqualTo(numbers(41));
      }
    }
  }

  /** The name is given behind the click, so that a kill may come before it. */
  @Test
  void whatWasAppendedBeforeItsFileHadANameIsThereAfterAKill() throws Exception {
    Journal killed = Journal.open(options(directory, Keeping.WRITTEN).on(files));
    try {
      append(killed, 1, 4);
      Eventually.holds("the next segment is there", () -> !killed.nextIsBeingLaidOut());
      files.hang();
      append(killed, 5, 9);
      assertThat(segments(directory)).isEqualTo(1);
      try (Journal journal = Journal.open(options(directory, Keeping.WRITTEN))) {
        assertThat(sequences(journal)).isEqualTo(numbers(9));
        assertThat(segments(directory)).isEqualTo(2);
        append(journal, 10, 10);
      }
    } finally {
      files.answer();
    }
  }

  @Test
  void whoIsAnsweredBehindASyncIsToldInTimeThatItIsNotConfirmed() throws Exception {
    AtomicLong now = new AtomicLong();
    List<Assurance.Outcome> outcomes = new CopyOnWriteArrayList<>();
    Journal journal = Journal.open(options(directory, Keeping.SYNCED).on(files));
    GroupSync sync = GroupSync.start(journal, Duration.ofNanos(10), now::get);
    try {
      append(journal, 1, 4);
      Eventually.holds("the next segment is there", () -> !journal.nextIsBeingLaidOut());
      files.hang();
      append(journal, 5, 5);
      sync.when(5, outcomes::add);
      now.set(10);
      sync.expire();
      assertThat(outcomes).containsExactly(Assurance.Outcome.UNCONFIRMED);
      assertThat(sequences(journal)).isEmpty(); // Nothing is shipped before it is synced.
    } finally {
      files.answer();
    }
    sync.when(5, outcomes::add);
    sync.close();
    assertThat(outcomes.get(1)).isEqualTo(Assurance.Outcome.KEPT);
    assertThat(sequences(journal)).isEqualTo(numbers(5));
    journal.close();
  }

  @Test
  void theEndWaitsForAHungDiskNoLongerThanWhoIsAnsweredBehindIt() throws Exception {
    List<Assurance.Outcome> outcomes = new CopyOnWriteArrayList<>();
    Journal journal = Journal.open(options(directory, Keeping.SYNCED).on(files));
    GroupSync sync = GroupSync.start(journal, Duration.ofMillis(100), System::nanoTime);
    try {
      append(journal, 1, 1);
      files.hang();
      sync.when(1, outcomes::add);
      assertTimeoutPreemptively(AT_MOST, sync::close);
      assertThat(outcomes).containsExactly(Assurance.Outcome.UNCONFIRMED);
    } finally {
      files.answer();
    }
    journal.close();
  }

  /** Whoever asks how far it is may be an event loop, the alerts, or the end of the process. */
  @Test
  void aWriteThatIsHeldUpHoldsUpNobodyWhoOnlyAsks() throws Exception {
    Journal journal = Journal.open(options(directory, Keeping.WRITTEN).on(files));
    append(journal, 1, 1);
    Eventually.holds("the next segment is there", () -> !journal.nextIsBeingLaidOut());
    long bytes = journal.unreleasedBytes();
    files.holdUpWrites();
    CompletableFuture<Long> second = new CompletableFuture<>();
    Thread appending =
        new Thread(
            () -> {
              try {
                second.complete(journal.append(List.of("event".getBytes(UTF_8))));
              } catch (JournalRefusedException | RuntimeException e) {
                second.completeExceptionally(e);
              }
            });
    try {
      appending.start();
      Eventually.holds("it is held up", () -> files.heldUp() == 1);
      assertTimeoutPreemptively(
          AT_MOST,
          () -> {
            assertThat(journal.lastSequence()).isEqualTo(1);
            assertThat(journal.unreleasedBytes()).isEqualTo(bytes);
            assertThat(journal.diskBytes()).isEqualTo(bytes + SegmentFile.HEADER_BYTES);
            try (JournalReader reader = journal.reader(1)) {
              journal.release(reader.next().position());
            }
            journal.tidy();
            assertThat(journal.unreleasedBytes()).isZero();
          });
    } finally {
      files.takeWrites();
    }
    assertThat(second.get()).isEqualTo(2);
    assertThat(journal.lastSequence()).isEqualTo(2);
    journal.close();
  }

  /** The disk refuses to force a segment that was followed already; the next sync succeeds. */
  @Test
  void aSyncThatSucceedsPromisesNothingOfWhatAnEarlierOneFailedToForce() throws Exception {
    Journal journal = Journal.open(options(directory, Keeping.SYNCED).on(files));
    append(journal, 1, 4);
    Eventually.holds("the next segment is there", () -> !journal.nextIsBeingLaidOut());
    append(journal, 5, 5);
    files.refuseToForce(1);
    assertThatThrownBy(journal::sync).isInstanceOf(IOException.class);
    List<Assurance.Outcome> outcomes = new CopyOnWriteArrayList<>();
    GroupSync sync = GroupSync.start(journal, Duration.ofMinutes(1), System::nanoTime);
    sync.when(4, outcomes::add);
    sync.when(5, outcomes::add);
    sync.close();
    assertThat(outcomes).containsExactly(Assurance.Outcome.UNCONFIRMED, Assurance.Outcome.KEPT);
    journal.close();
  }

  @Test
  void aFaultOfTheProcessInASyncIsNoPromiseAndNotTheEndOfThem() throws Exception {
    Journal journal = Journal.open(options(directory, Keeping.SYNCED).on(files));
    append(journal, 1, 1);
    Eventually.holds("the next segment is there", () -> !journal.nextIsBeingLaidOut());
    files.failToForce(new OutOfMemoryError("for a test"));
    List<Assurance.Outcome> outcomes = new CopyOnWriteArrayList<>();
    GroupSync sync = GroupSync.start(journal, Duration.ofMinutes(1), System::nanoTime);
    sync.when(1, outcomes::add);
    Eventually.holds("it is told", () -> !outcomes.isEmpty());
    append(journal, 2, 2);
    Eventually.holds("the next segment is there", () -> !journal.nextIsBeingLaidOut());
    append(journal, 3, 3);
    sync.when(3, outcomes::add);
    sync.close();
    assertThat(outcomes).containsExactly(Assurance.Outcome.UNCONFIRMED, Assurance.Outcome.KEPT);
    journal.close();
  }

  @Test
  void whatIsAppendedToASegmentThatCouldNotBeForcedIsNotPromised() throws Exception {
    Journal journal = Journal.open(options(directory, Keeping.SYNCED).on(files));
    append(journal, 1, 4);
    Eventually.holds("the next segment is there", () -> !journal.nextIsBeingLaidOut());
    append(journal, 5, 5);
    journal.sync();
    files.refuseToForce(1);
    assertThatThrownBy(journal::sync).isInstanceOf(IOException.class);
    files.hang();
    append(journal, 6, 6); // The next segment is still to come: it goes into the doubtful one.
    files.answer();
    Eventually.holds("the next segment is there", () -> !journal.nextIsBeingLaidOut());
    append(journal, 7, 7); // Changes to the next one.
    List<Assurance.Outcome> outcomes = new CopyOnWriteArrayList<>();
    GroupSync sync = GroupSync.start(journal, Duration.ofMinutes(1), System::nanoTime);
    sync.when(6, outcomes::add);
    sync.when(7, outcomes::add);
    sync.close();
    assertThat(outcomes).containsExactly(Assurance.Outcome.UNCONFIRMED, Assurance.Outcome.KEPT);
    journal.close();
  }

  private static void append(Journal journal, long from, long through) throws Exception {
    for (long i = from; i <= through; i++) {
      assertThat(journal.append(List.of(("event " + i + "x".repeat(40)).getBytes(UTF_8))))
          .isEqualTo(i);
    }
  }

  private static List<Long> sequences(Journal journal) throws Exception {
    List<Long> found = new ArrayList<>();
    try (JournalReader reader = journal.reader(1)) {
      for (JournalRecord r = reader.next(); r != null; r = reader.next()) {
        found.add(r.sequence());
      }
    }
    return found;
  }

  private static List<Long> numbers(long through) {
    return LongStream.rangeClosed(1, through).boxed().toList();
  }

  private static long segments(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".journal")).count();
    }
  }

  private static JournalOptions options(Path folder, Keeping keeping) {
    return new JournalOptions(folder, SEGMENT_BYTES, Long.MAX_VALUE, 0).keeping(keeping);
  }
}
