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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that takes a part of what is written, or no longer gives a part of it back. */
@Timeout(60)
class BadDiskTest {

  private static final int SEGMENT_BYTES = 224;

  @TempDir Path directory;

  /** A clock that goes on by a step whenever it is looked at. */
  private final AtomicLong now = new AtomicLong();

  private Duration step = Duration.ZERO;

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

  /** As where the system gives no more threads. */
  @Test
  void whereNoThreadCanBeHadForTheNextSegmentNoSequenceIsGivenTwice() throws Exception {
    AtomicBoolean none = new AtomicBoolean(true);
    ThreadFactory threads =
        task ->
            new Thread(task) {
              @Override
              public synchronized void start() {
                if (none.get()) {
                  throw new OutOfMemoryError("unable to create native thread");
                }
                super.start();
              }
            };
    try (Journal journal = Journal.open(small(), threads)) {
      append(journal, 1, 9); // From the second on it asks for the next segment.
      none.set(false);
      append(journal, 10, 10);
      Eventually.holds("the next segment is there", () -> !journal.nextIsBeingLaidOut());
      append(journal, 11, 11);
      Eventually.holds("it has its name", () -> segments().size() == 2);
      assertThat(sequences(journal, 1)).isEqualTo(numbers(1, 11));
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
  void aDamagedSegmentThatCannotBeSetAsideStopsNoStartAndStays() throws Exception {
    try (Journal journal = threeSegments()) {
      assertThat(journal.lastSequence()).isEqualTo(12);
    }
    Path last = segments().get(2);
    Path aside = last.resolveSibling(last.getFileName() + ".damaged");
    Path inTheWay = Files.createDirectories(aside.resolve("in the way"));
    Files.write(last, new byte[SegmentFile.HEADER_BYTES]);
    try (Journal journal = Journal.open(small())) {
      assertThat(journal.append(List.of("new".getBytes(UTF_8)))).isEqualTo(10);
      assertThat(sequences(journal, 1)).isEqualTo(join(numbers(1, 8), 10L));
      assertThat(journal.refusesToDelete()).isTrue();
      assertThat(last).hasSize(SegmentFile.HEADER_BYTES);
      Files.delete(inTheWay);
      journal.release(last(journal));
      journal.tidy();
    }
    assertThat(aside).isRegularFile();
  }

  private static List<Long> join(List<Long> first, long last) {
    List<Long> all = new ArrayList<>(first);
    all.add(last);
    return all;
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

  /** What was laid out ahead and can't be read all over was no segment yet. */
  @Test
  void aBadSectorInABlankFileCostsNoSequence() throws Exception {
    BadFiles files = new BadFiles();
    try (Journal journal = Journal.open(large().on(files))) {
      append(journal, 1, 4);
    }
    Files.write(SegmentFile.blank(directory), new byte[1 << 20]);
    files.unreadable("next.blank", 65_536, 131_072);
    step = Duration.ofSeconds(20);
    try (Journal journal = Journal.open(large().on(files))) {
      append(journal, 5, 5);
    }
  }

  private List<String> aside() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".damaged"))
          .toList();
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

  /** As who ships reads: again and again while the disk refuses something. */
  private static List<Long> sequences(Journal journal, long from) throws Exception {
    List<Long> found = new ArrayList<>();
    int refusals = 0;
    try (JournalReader reader = journal.reader(from)) {
      while (true) {
        try {
          JournalRecord record = reader.next();
          if (record == null) {
            return found;
          }
          found.add(record.sequence());
        } catch (IOException e) {
          if (!journal.refusesToGive() || ++refusals > 1_000) {
            throw e;
          }
        }
      }
    }
  }

  private static List<Long> numbers(long from, long through) {
    return LongStream.rangeClosed(from, through).boxed().toList();
  }

  private JournalOptions large() {
    return options(1 << 20);
  }

  private JournalOptions small() {
    return options(SEGMENT_BYTES);
  }

  private JournalOptions options(long segmentBytes) {
    return new JournalOptions(directory, segmentBytes, Long.MAX_VALUE, 0)
        .segmentAge(Duration.ofDays(365), () -> now.addAndGet(step.toNanos()));
  }
}
