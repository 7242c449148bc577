package dev.tributary.capture.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.capture.Eventually;
import dev.tributary.capture.journal.JournalRefusedException.Cause;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  private static final long UNBOUNDED = Long.MAX_VALUE;

  @TempDir Path directory;

  @Test
  void recordsAreReadInTheSequenceTheyWereAppended() throws Exception {
    try (Journal journal = open(1 << 20, UNBOUNDED)) {
      assertThat(journal.append(List.of(bytes("a"), bytes("b")))).isEqualTo(1);
      assertThat(journal.append(List.of(bytes("c")))).isEqualTo(3);
      assertThat(texts(journal, 1)).containsExactly("1 a", "2 b", "3 c");
      assertThat(texts(journal, 3)).containsExactly("3 c");
      assertThat(journal.lastSequence()).isEqualTo(3);
    }
  }

  @Test
  void aReaderGoesOnWhenMoreIsAppended() throws Exception {
    try (Journal journal = open(32, UNBOUNDED);
        JournalReader reader = journal.reader(1)) {
      assertThat(reader.next()).isNull();
      for (int i = 1; i <= 20; i++) {
        appendAndLayOut(journal, bytes("record " + i));
        assertThat(text(reader.next())).isEqualTo(i + " record " + i);
        assertThat(reader.next()).isNull();
      }
    }
  }

  @Test
  void sequencesGoOnAfterARestart() throws Exception {
    try (Journal journal = open(64, UNBOUNDED)) {
      journal.append(List.of(bytes("a"), bytes("b"), bytes("c")));
    }
    try (Journal journal = open(64, UNBOUNDED)) {
      assertThat(journal.append(List.of(bytes("d")))).isEqualTo(4);
      assertThat(texts(journal, 1)).containsExactly("1 a", "2 b", "3 c", "4 d");
    }
  }

  @Test
  void noSequenceIsGivenTwiceWhenTheDiskLostWhatKafkaHas() throws Exception {
    JournalOptions options = new JournalOptions(directory, 64, UNBOUNDED, 41);
    try (Journal journal = Journal.open(options)) {
      assertThat(journal.append(List.of(bytes("a")))).isEqualTo(42);
    }
  }

  @Test
  void whatIsReleasedIsDeletedSegmentBySegment() throws Exception {
    try (Journal journal = open(64, UNBOUNDED);
        JournalReader reader = journal.reader(1)) {
      for (int i = 0; i < 10; i++) {
        appendAndLayOut(journal, bytes("a record of some length"));
      }
      assertThat(segments()).isGreaterThan(3);
      JournalRecord last = null;
      for (JournalRecord r = reader.next(); r != null; r = reader.next()) {
        last = r;
      }
      journal.release(last.position());
      journal.tidy();
      assertThat(segments()).isEqualTo(1);
      assertThat(journal.unreleasedBytes()).isZero();
    }
    try (Journal journal = open(64, UNBOUNDED)) {
      assertThat(journal.append(List.of(bytes("next")))).isEqualTo(11);
    }
  }

  @Test
  void aFullJournalRefusesAndKeepsNothingOfTheRefusedAppend() throws Exception {
    try (Journal journal = open(1 << 20, 100)) {
      journal.append(List.of(bytes("kept")));
      assertThatThrownBy(() -> journal.append(List.of(bytes("x"), new byte[80])))
          .isInstanceOfSatisfying(
              JournalRefusedException.class,
              refusal -> assertThat(refusal.reason()).isEqualTo(Cause.BOUND_REACHED));
      assertThat(texts(journal, 1)).containsExactly("1 kept");
      assertThat(journal.append(List.of(bytes("y")))).isEqualTo(2);
    }
  }

  @Test
  void aDiskThatRefusesANewSegmentIsNamedAndTheNextAppendTriesAgain() throws Exception {
    Path elsewhere = directory.resolveSibling("moved-away");
    try (Journal journal = open(30, UNBOUNDED)) {
      appendAndLayOut(journal, bytes("fills the first segment"));
      Files.move(directory, elsewhere);
      appendAndLayOut(journal, bytes("in a file that waits for its name"));
      assertThatThrownBy(() -> journal.append(List.of(bytes("lost"))))
          .isInstanceOfSatisfying(
              JournalRefusedException.class,
              refusal -> assertThat(refusal.reason()).isEqualTo(Cause.DISK));
      Files.move(elsewhere, directory);
      Eventually.holds("it tries again", () -> !journal.nextIsBeingLaidOut() && taken(journal));
      Eventually.holds("it has its name", () -> Files.exists(segment(3)));
      assertThat(texts(journal, 1))
          .containsExactly(
              "1 fills the first segment", "2 in a file that waits for its name", "3 taken again");
    }
  }

  private Path segment(long base) {
    return SegmentFile.path(directory, base);
  }

  private static boolean taken(Journal journal) {
    try {
      return journal.append(List.of(bytes("taken again"))) == 3;
    } catch (JournalRefusedException e) {
      return false;
    }
  }

  /** With the segment after this one there, when it is wanted, before the next append. */
  private static void appendAndLayOut(Journal journal, byte[] body) throws Exception {
    journal.append(List.of(body));
    Eventually.holds("the next segment is there", () -> !journal.nextIsBeingLaidOut());
  }

  @Test
  void aSegmentWithoutHeaderIsSetAsideAndItsSequencesAreNotUsedAgain() throws Exception {
    try (Journal journal = open(30, UNBOUNDED)) {
      appendAndLayOut(journal, bytes("in the first segment"));
      journal.append(List.of(bytes("in the second segment")));
    }
    try (Stream<Path> files = Files.list(directory)) {
      Path last = files.sorted().reduce((first, second) -> second).orElseThrow();
      Files.write(last, new byte[SegmentFile.HEADER_BYTES], StandardOpenOption.WRITE);
    }
    try (Journal journal = open(30, UNBOUNDED)) {
      assertThat(journal.append(List.of(bytes("new")))).isGreaterThan(2);
      assertThat(texts(journal, 1).get(0)).isEqualTo("1 in the first segment");
      try (Stream<Path> files = Files.list(directory)) {
        assertThat(files.filter(file -> file.toString().endsWith(".damaged"))).hasSize(1);
      }
    }
  }

  @Test
  void ofASegmentWithoutHeaderTheZerosThatWereLaidOutAheadCountAsNoRecords() throws Exception {
    try (Journal journal = open(30, UNBOUNDED)) {
      journal.append(List.of(bytes("in the only segment")));
    }
    byte[] bytes = Files.readAllBytes(segment(1));
    Arrays.fill(bytes, 0, SegmentFile.HEADER_BYTES, (byte) 0);
    Files.write(segment(1), Arrays.copyOf(bytes, bytes.length + (1 << 20)));
    try (Journal journal = open(30, UNBOUNDED)) {
      // What lies before the end of the record, by the smallest records that there are.
      assertThat(journal.lastSequence()).isEqualTo((bytes.length + 15) / 16);
    }
    Files.write(segment(1), new byte[1 << 20]);
    try (Stream<Path> files = Files.list(directory)) {
      for (Path other : files.filter(file -> !file.equals(segment(1))).toList()) {
        Files.delete(other);
      }
    }
    try (Journal journal = open(30, UNBOUNDED)) {
      assertThat(journal.append(List.of(bytes("new")))).isEqualTo(1);
    }
  }

  /** Its header stood once, and its records behind it. */
  @Test
  void aJournalOfTheFirstVersionIsReadAndGoneOnWith() throws Exception {
    ByteBuffer segment = ByteBuffer.allocate(200);
    segment.putInt(0x5452424A).putInt(1).putLong(1).putLong(77);
    CRC32C crc = new CRC32C();
    crc.update(segment.array(), 0, 24);
    segment.putInt((int) crc.getValue()).putInt(0);
    RecordFormat.put(segment, 77, 1, bytes("left"));
    RecordFormat.put(segment, 77, 2, bytes("over"));
    Files.write(segment(1), Arrays.copyOf(segment.array(), segment.position()));
    String[] all = {"1 left", "2 over", "3 new", "4 new"};
    try (Journal journal = open(30, UNBOUNDED)) {
      appendAndLayOut(journal, bytes("new"));
      appendAndLayOut(journal, bytes("new"));
      Eventually.holds("it has its name", () -> Files.exists(segment(4)));
      assertThat(texts(journal, 1)).containsExactly(all);
    }
    try (Journal journal = open(30, UNBOUNDED)) {
      assertThat(texts(journal, 1)).containsExactly(all);
    }
  }

  @Test
  void theNextSegmentIsLaidOutAheadAndItsZerosAreNoRecords() throws Exception {
    JournalOptions options = new JournalOptions(directory, 4096, UNBOUNDED, 0);
    Journal killed = Journal.open(options);
    appendAndLayOut(killed, new byte[3000]);
    assertThat(size("next.blank")).isEqualTo(SegmentFile.HEADER_BYTES + 4096);
    killed.append(List.of(new byte[2000]));
    killed.append(List.of(bytes("first of the laid out")));
    Eventually.holds("it has its name", () -> size("next.blank") == -1);
    assertThat(size(String.format("%020d.journal", 3))).isEqualTo(SegmentFile.HEADER_BYTES + 4096);
    // Not closed: what a kill leaves behind.
    try (Journal journal = Journal.open(options)) {
      assertThat(texts(journal, 3)).containsExactly("3 first of the laid out");
      assertThat(journal.append(List.of(bytes("behind it")))).isEqualTo(4);
      assertThat(texts(journal, 3)).containsExactly("3 first of the laid out", "4 behind it");
    }
  }

  @Test
  void aSegmentOfAnHourAgoIsDeletedOnceAllOfItIsReleased() throws Exception {
    AtomicLong nanos = new AtomicLong();
    JournalOptions options =
        new JournalOptions(directory, 1 << 20, UNBOUNDED, 0)
            .segmentAge(Duration.ofHours(1), nanos::get);
    try (Journal journal = Journal.open(options);
        JournalReader reader = journal.reader(1)) {
      journal.append(List.of(bytes("personal")));
      JournalPosition read = reader.next().position();
      journal.release(read);
      journal.tidy();
      assertThat(size(String.format("%020d.journal", 1))).isPositive();
      nanos.addAndGet(Duration.ofHours(1).toNanos());
      journal.release(read);
      journal.tidy();
      Eventually.holds("the next segment is there", () -> !journal.nextIsBeingLaidOut());
      journal.release(read);
      journal.tidy();
      assertThat(size(String.format("%020d.journal", 1))).isEqualTo(-1);
      journal.release(read); // Whoever ships says so as long as nothing more arrives.
      assertThat(journal.unreleasedBytes()).isZero();
      assertThat(journal.append(List.of(bytes("next")))).isEqualTo(2);
      Eventually.holds("it has its name", () -> size("next.blank") == -1);
      assertThat(text(reader.next())).isEqualTo("2 next");
    }
  }

  private long size(String name) {
    File file = directory.resolve(name).toFile();
    return file.exists() ? file.length() : -1;
  }

  @Test
  void aDiskWithoutRoomForTheNextSegmentIsSaidToBeSoBeforeItRefusesOne() throws Exception {
    try (Journal journal = open(1L << 60, UNBOUNDED)) {
      assertThat(journal.shortOfRoom()).isTrue();
      appendAndLayOut(journal, new byte[1]);
      assertThat(journal.shortOfRoom()).isTrue();
    }
    try (Journal journal = open(4096, UNBOUNDED)) {
      assertThat(journal.shortOfRoom()).isFalse();
    }
  }

  private Journal open(long segmentBytes, long boundBytes) throws IOException {
    return Journal.open(new JournalOptions(directory, segmentBytes, boundBytes, 0));
  }

  private long segments() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".journal")).count();
    }
  }

  private static List<String> texts(Journal journal, long from) throws IOException {
    List<String> texts = new ArrayList<>();
    try (JournalReader reader = journal.reader(from)) {
      for (JournalRecord r = reader.next(); r != null; r = reader.next()) {
        texts.add(text(r));
      }
    }
    return texts;
  }

  private static String text(JournalRecord record) {
    return record.sequence() + " " + new String(record.body(), UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
