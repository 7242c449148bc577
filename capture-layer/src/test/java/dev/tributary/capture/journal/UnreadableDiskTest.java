package dev.tributary.capture.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.capture.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A disk that no longer gives a part of what it holds, or nothing at all, for a while or for good.
 */
class UnreadableDiskTest extends BadDisk {

  @Test
  void aPageThatTheDiskCannotReadCostsItsRecordsAndNoOthersAndTheFileIsKept() throws Exception {
    BadFiles files = new BadFiles();
    try (Journal journal = Journal.open(large().on(files))) {
      append(journal, 1, 500);
    }
    files.unreadable(8192, 12288);
    step = Duration.ofSeconds(20);
    try (Journal journal = Journal.open(large().on(files))) {
      step = Duration.ofSeconds(1);
      List<Long> found = sequences(journal, 1);
      assertThat(found).contains(1L, 500L).doesNotHaveDuplicates().isSorted();
      assertThat(found.size()).isBetween(500 - 4096 / 60 - 2, 499);
      append(journal, 501, 501);
    }
    assertThat(shippedAndReleased(files)).endsWith(500L, 501L, 502L);
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).anyMatch(file -> file.toString().endsWith(".damaged"));
    }
  }

  /** Reads and releases all, in a journal that follows its last segment. */
  private List<Long> shippedAndReleased(BadFiles files) throws Exception {
    List<Long> found = new ArrayList<>();
    try (Journal journal = Journal.open(small().on(files));
        JournalReader reader = journal.reader(1)) {
      Eventually.holds("there is another segment", () -> !journal.nextIsBeingLaidOut());
      append(journal, 502, 502);
      Eventually.holds("the next one is laid out", () -> !journal.nextIsBeingLaidOut());
      append(journal, 503, 503);
      JournalPosition last = null;
      for (JournalRecord r = next(reader); r.sequence() < 503; r = next(reader)) {
        found.add(r.sequence());
        last = r.position();
      }
      journal.release(new JournalPosition(503, 503, last.end()));
      journal.tidy();
    }
    return found;
  }

  /** A segment's name comes behind its first record. */
  private static JournalRecord next(JournalReader reader) throws Exception {
    JournalRecord[] record = {null};
    Eventually.holds(
        "there is more",
        () -> {
          try {
            record[0] = reader.next();
          } catch (IOException e) {
            return false; // It is asked again.
          }
          return record[0] != null;
        });
    return record[0];
  }

  /** Nobody knows how many records there were, so that their sequences are not given out again. */
  @Test
  void whereTheLastPageCannotBeReadNoSequenceIsGivenTwice() throws Exception {
    BadFiles files = new BadFiles();
    try (Journal journal = Journal.open(large().on(files))) {
      append(journal, 1, 100);
    }
    files.unreadable(8192, 1 << 20);
    step = Duration.ofSeconds(20);
    try (Journal journal = Journal.open(large().on(files))) {
      step = Duration.ofSeconds(1);
      assertThat(journal.append(List.of("new".getBytes(UTF_8)))).isGreaterThan(100);
      assertThat(sequences(journal, 1)).startsWith(1L).endsWith(journal.lastSequence());
    }
    files.unreadable(0, 0); // It was a cable.
    try (Journal journal = Journal.open(large())) {
      assertThat(sequences(journal, 1)).containsAll(numbers(1, 100));
    }
  }

  @Test
  void aSegmentWhoseHeaderCannotBeReadStopsNoStart() throws Exception {
    BadFiles files = new BadFiles();
    try (Journal journal = Journal.open(large().on(files))) {
      append(journal, 1, 200);
    }
    files.unreadable(0, 8192);
    step = Duration.ofSeconds(20);
    try (Journal journal = Journal.open(large().on(files))) {
      step = Duration.ofSeconds(1);
      long next = journal.append(List.of("new".getBytes(UTF_8)));
      assertThat(next).isGreaterThan(200);
      assertThat(aside()).isEmpty(); // A start decides nothing.
      files.unreadable("00000000000000000001", 0, 8192);
      assertThat(sequences(journal, 1)).containsExactly(next);
    }
    assertThat(aside()).containsExactly("00000000000000000001.journal.damaged");
  }

  @Test
  void aSegmentWhoseHeaderCannotBeReadForAMinuteHoldsUpNothingBehindIt() throws Exception {
    BadFiles files = new BadFiles();
    try (Journal journal = threeSegments(files)) {
      files.unreadable("00000000000000000001", 0, 1 << 20);
      assertThatThrownBy(() -> journal.reader(1).next()).hasMessage("Input/output error");
      assertThat(journal.refusesToGive()).isTrue();
      assertThat(aside()).isEmpty();
      step = Duration.ofSeconds(1);
      long begun = now.get();
      assertThat(sequences(journal, 1)).isEqualTo(numbers(5, 12));
      assertThat(now.get() - begun).isGreaterThan(Duration.ofMinutes(1).toNanos());
      assertThat(aside()).containsExactly("00000000000000000001.journal.damaged");
      assertThat(journal.refusesToGive()).isFalse();
    }
  }

  /** A header, or a page of records: what fails and comes back is asked again, at a start too. */
  @ParameterizedTest
  @ValueSource(ints = {2, 6, 9, 30})
  void aMomentWithoutTheDiskCostsNothing(int reads) throws Exception {
    BadFiles files = new BadFiles();
    step = Duration.ofSeconds(1);
    try (Journal journal = threeSegments(files)) {
      files.momentarilyUnreadable("00000000000000000001", reads);
      assertThat(sequences(journal, 1)).isEqualTo(numbers(1, 12));
      assertThat(files.stillToFail()).isZero();
    }
    files.momentarilyUnreadable("00000000000000000009", reads);
    try (Journal journal = Journal.open(small().on(files))) {
      assertThat(files.stillToFail()).isZero();
      assertThat(sequences(journal, 1)).isEqualTo(numbers(1, 12));
      append(journal, 13, 13);
      assertThat(journal.refusesToGive()).isFalse();
    }
    assertThat(aside()).isEmpty();
  }

  /** Nobody knows what the disk would have said in between. */
  @Test
  void twoRefusalsFarApartAreNotAMinuteOfThem() throws Exception {
    BadFiles files = new BadFiles();
    try (Journal journal = threeSegments(files)) {
      files.unreadable("00000000000000000001", 0, 1 << 20);
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() -> journal.reader(1).next()).hasMessage("Input/output error");
        now.addAndGet(Duration.ofHours(1).toNanos());
      }
      assertThat(aside()).isEmpty();
    }
  }

  /** A page that is bad for good does not make those behind it wait for a minute each. */
  @Test
  void manyPagesInARowTakeTheTimeOfOne() throws Exception {
    BadFiles files = new BadFiles();
    try (Journal journal = Journal.open(large().on(files))) {
      append(journal, 1, 2_000);
      files.unreadable(8192, 65_536);
      step = Duration.ofMillis(100);
      assertThat(sequences(journal, 1)).contains(1L, 2_000L).hasSizeBetween(900, 1_300);
      assertThat(now.get()).isLessThan(Duration.ofSeconds(90).toNanos());
    }
  }

  @Test
  void whoOnlyLooksTakesNothingOutHoweverLongTheDiskRefuses() throws Exception {
    BadFiles files = new BadFiles();
    step = Duration.ofSeconds(10);
    try (Journal journal = threeSegments(files)) {
      files.unreadable("00000000000000000001", 0, 1 << 20);
      for (int i = 0; i < 20; i++) {
        try (JournalReader looking = journal.onlooker(1)) {
          assertThatThrownBy(looking::next).hasMessage("Input/output error");
        }
      }
      Files.write(segments().get(0), new byte[SegmentFile.HEADER_BYTES]);
      files.unreadable(0, 0);
      try (JournalReader looking = journal.onlooker(1)) {
        assertThatThrownBy(looking::next).isInstanceOf(DamagedSegmentException.class);
      }
    }
    assertThat(aside()).isEmpty();
  }

  @Test
  void aDiskThatGivesNothingIsWaitedFor() throws Exception {
    BadFiles files = new BadFiles();
    step = Duration.ofSeconds(20);
    try (Journal journal = threeSegments(files)) {
      files.away();
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() -> sequences(journal, 1)).hasMessage("Input/output error");
      }
    }
    assertThatThrownBy(() -> Journal.open(small().on(files))).hasMessage("Input/output error");
    try (Journal journal = Journal.open(small())) {
      assertThat(sequences(journal, 1)).isEqualTo(numbers(1, 12));
    }
  }
}
