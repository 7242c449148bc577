package dev.tributary.capture.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.capture.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes a part of what is written, or no longer gives a part of it back. */
@Timeout(60)
class BadDiskTest {

  private static final int SEGMENT_BYTES = 224;

  @TempDir Path directory;

  @Test
  void aHeaderThatFoundRoomForItsFirstPageOnlyHidesNothingAfterAKill() throws Exception {
    BadFiles files = new BadFiles().withRoomInABlank(4096).thatDoNotClose();
    Journal killed = Journal.open(small().on(files));
    try {
      append(killed, 1, 4);
      Eventually.holds("the next segment is there", () -> !killed.nextIsBeingLaidOut());
      assertThatThrownBy(() -> append(killed, 5, 5)).isInstanceOf(JournalRefusedException.class);
      append(killed, 5, 9); // Into the open segment, which has room.
      try (Journal journal = Journal.open(small())) {
        append(journal, 10, 10);
        assertThat(sequences(journal, 1)).isEqualTo(numbers(1, 10));
        assertThat(sequences(journal, 6)).isEqualTo(numbers(6, 10));
      }
    } finally {
      files.close();
      killed.close(); // Else it still writes to the folder while that is deleted.
    }
  }

  @Test
  void aFaultOfTheProcessWhileASegmentIsLaidOutDoesNotKeepItFromComing() throws Exception {
    BadFiles files = new BadFiles().withFaultInABlank(new OutOfMemoryError("for a test"));
    try (Journal journal = Journal.open(small().on(files))) {
      append(journal, 1, 4); // Asks for it.
      Eventually.holds("that has failed", () -> !journal.nextIsBeingLaidOut());
      append(journal, 5, 5); // Asks again.
      Eventually.holds("the next segment is there", () -> !journal.nextIsBeingLaidOut());
      append(journal, 6, 6);
      assertThat(sequences(journal, 1)).startsWith(1L, 2L, 3L, 4L, 5L);
      Eventually.holds("it has its name", () -> Files.exists(SegmentFile.path(directory, 6)));
    }
  }

  @Test
  void aPageThatTheDiskCannotReadCostsItsRecordsAndNoOthersAndTheFileIsKept() throws Exception {
    BadFiles files = new BadFiles();
    try (Journal journal = Journal.open(large().on(files))) {
      append(journal, 1, 500);
    }
    files.unreadable(8192, 12288);
    try (Journal journal = Journal.open(large().on(files))) {
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
            throw new AssertionError(e);
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
    try (Journal journal = Journal.open(large().on(files))) {
      assertThat(journal.append(List.of("new".getBytes(UTF_8)))).isGreaterThan(100);
      assertThat(sequences(journal, 1)).startsWith(1L).endsWith(journal.lastSequence());
    }
    files.unreadable(0, 0); // It was a cable.
    try (Journal journal = Journal.open(large())) {
      assertThat(sequences(journal, 1)).containsAll(numbers(1, 100));
    }
  }

  @Test
  void aFaultOfTheProcessAmidALayoutLeavesNoFileOpen() throws Exception {
    BadFiles files = new BadFiles().withFaultInWritingABlank(new OutOfMemoryError("for a test"));
    try (Journal journal = Journal.open(small().on(files))) {
      append(journal, 1, 4); // Asks for it.
      Eventually.holds("that has failed", () -> !journal.nextIsBeingLaidOut());
      assertThat(files.openBlanks()).isZero();
      append(journal, 5, 5); // Asks again.
      Eventually.holds("the next segment is there", () -> !journal.nextIsBeingLaidOut());
      assertThat(files.openBlanks()).isEqualTo(1);
    }
  }

  @Test
  void aSegmentThatCannotBeDeletedKeepsNoOther() throws Exception {
    try (Journal journal = threeSegments()) {
      Path first = segments().get(0);
      JournalPosition last = last(journal);
      Files.delete(first);
      Path inTheWay = Files.createDirectories(first.resolve("in the way"));
      long bytes = journal.diskBytes();
      journal.release(last);
      journal.tidy();
      assertThat(segments()).hasSize(1); // Without the first, which is no file.
      assertThat(journal.refusesToDelete()).isTrue();
      assertThat(journal.diskBytes()).isBetween(bytes / 2, bytes - 1);
      Files.delete(inTheWay);
      journal.tidy();
      assertThat(first).doesNotExist();
      assertThat(journal.refusesToDelete()).isFalse();
      assertThat(journal.diskBytes()).isBetween(bytes / 4, bytes / 2);
    }
  }

  @Test
  void aDamagedSegmentThatCannotBeSetAsideHoldsUpNothingBehindIt() throws Exception {
    try (Journal journal = threeSegments()) {
      Path first = segments().get(0);
      Path aside = first.resolveSibling(first.getFileName() + ".damaged");
      Path inTheWay = Files.createDirectories(aside.resolve("in the way"));
      Files.write(first, new byte[SegmentFile.HEADER_BYTES]);
      assertThat(sequences(journal, 1)).isEqualTo(numbers(5, 12));
      assertThat(journal.refusesToDelete()).isTrue();
      journal.release(last(journal));
      journal.tidy();
      assertThat(first).exists();
      Files.delete(inTheWay);
      journal.tidy();
      assertThat(first).doesNotExist();
      assertThat(aside).isRegularFile();
    }
  }

  /** Whoever looks for the oldest event asks for a segment just before another deletes it. */
  @Test
  void whatIsDeletedBehindAReaderBecauseItIsReleasedIsNotMissed() throws Exception {
    try (Journal journal = threeSegments()) {
      journal.release(last(journal));
      Files.delete(segments().get(0));
      Files.delete(segments().get(0));
      assertThat(sequences(journal, 1)).isEqualTo(numbers(9, 12));
    }
  }

  @Test
  void aSegmentWhoseHeaderCannotBeReadStopsNoStart() throws Exception {
    BadFiles files = new BadFiles();
    try (Journal journal = Journal.open(large().on(files))) {
      append(journal, 1, 200);
    }
    files.unreadable(0, 8192);
    try (Journal journal = Journal.open(large().on(files))) {
      assertThat(journal.append(List.of("new".getBytes(UTF_8)))).isGreaterThan(200);
    }
    assertThat(directory.resolve("00000000000000000001.journal.damaged")).exists();
  }

  @Test
  void aSegmentWhoseHeaderCannotBeReadHoldsUpNothingBehindIt() throws Exception {
    BadFiles files = new BadFiles();
    try (Journal journal = threeSegments(files)) {
      files.unreadable("00000000000000000001", 0, 1 << 20);
      assertThat(sequences(journal, 1)).isEqualTo(numbers(5, 12));
    }
  }

  @Test
  void aDiskThatGivesNothingIsWaitedFor() throws Exception {
    BadFiles files = new BadFiles();
    try (Journal journal = threeSegments(files)) {
      files.away();
      assertThatThrownBy(() -> sequences(journal, 1)).hasMessage("Input/output error");
    }
    assertThatThrownBy(() -> Journal.open(small().on(files))).hasMessage("Input/output error");
    try (Journal journal = Journal.open(small())) {
      assertThat(sequences(journal, 1)).isEqualTo(numbers(1, 12));
    }
  }

  /** Killed before the file got its name; then the disk damaged both pages of its header. */
  @Test
  void whatHadNoNameYetIsKeptAndItsSequencesAreNotGivenTwice() throws Exception {
    BadFiles files = new BadFiles();
    try (Journal killed = Journal.open(small().on(files))) {
      append(killed, 1, 4);
      Eventually.holds("the next segment is there", () -> !killed.nextIsBeingLaidOut());
      files.refuseToRename();
      append(killed, 5, 5);
      Path found = Files.createDirectory(directory.resolve("found"));
      for (String name : new String[] {"00000000000000000001.journal", "next.blank"}) {
        Files.copy(directory.resolve(name), found.resolve(name));
      }
      damageHeader(found.resolve("next.blank"));
      try (Journal journal = Journal.open(new JournalOptions(found, 224, Long.MAX_VALUE, 0))) {
        assertThat(sequences(journal, 1)).isEqualTo(numbers(1, 4));
        assertThat(journal.append(List.of("new".getBytes(UTF_8)))).isBetween(6L, 30L);
      }
      assertThat(found.resolve("00000000000000000005.journal.damaged")).exists();
      files.rename();
    }
  }

  private static void damageHeader(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 0, SegmentFile.HEADER_BYTES, (byte) 0);
    Files.write(file, bytes);
  }

  private Journal threeSegments() throws Exception {
    return threeSegments(new BadFiles());
  }

  private Journal threeSegments(BadFiles files) throws Exception {
    Journal journal = Journal.open(small().on(files));
    for (long from : new long[] {1, 5, 9}) {
      append(journal, from, from + 3);
      Eventually.holds("the next segment is there", () -> !journal.nextIsBeingLaidOut());
    }
    Eventually.holds("all have their names", () -> segments().size() == 3);
    return journal;
  }

  private static JournalPosition last(Journal journal) throws Exception {
    try (JournalReader reader = journal.reader(journal.lastSequence())) {
      return reader.next().position();
    }
  }

  @Test
  void aSegmentThatIsGoneCostsItsRecordsAndNoOthers() throws Exception {
    try (Journal journal = threeSegments()) {
      Files.delete(segments().get(0));
      assertThat(sequences(journal, 1)).isEqualTo(numbers(5, 12));
    }
  }

  private List<Path> segments() {
    try {
      return List.copyOf(SegmentFile.list(directory).values());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void append(Journal journal, long from, long through) throws Exception {
    for (long i = from; i <= through; i++) {
      assertThat(journal.append(List.of(("event " + i + "x".repeat(40)).getBytes(UTF_8))))
          .isEqualTo(i);
    }
  }

  private static List<Long> sequences(Journal journal, long from) throws Exception {
    List<Long> found = new ArrayList<>();
    try (JournalReader reader = journal.reader(from)) {
      for (JournalRecord r = reader.next(); r != null; r = reader.next()) {
        found.add(r.sequence());
      }
    }
    return found;
  }

  private static List<Long> numbers(long from, long through) {
    return LongStream.rangeClosed(from, through).boxed().toList();
  }

  private JournalOptions large() {
    return new JournalOptions(directory, 1 << 20, Long.MAX_VALUE, 0);
  }

  private JournalOptions small() {
    return new JournalOptions(directory, SEGMENT_BYTES, Long.MAX_VALUE, 0);
  }
}
