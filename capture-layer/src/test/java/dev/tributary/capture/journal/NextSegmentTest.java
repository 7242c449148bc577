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
import org.junit.jupiter.api.Test;

/** A segment that the disk, or the process, does not lay out as it should. */
class NextSegmentTest extends BadDisk {

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

  /** As after a start, which takes no room ahead for the segment that it goes on with. */
  @Test
  void whereTheOpenSegmentCanGrowNoMoreEventsGoOnInTheOneThatIsLaidOut() throws Exception {
    BadFiles files = new BadFiles();
    Path found = Files.createDirectory(directory.resolve("found"));
    try (Journal journal = Journal.open(options(640).on(files))) {
      append(journal, 1, 1);
      Eventually.holds("the next segment is there", () -> !journal.nextIsBeingLaidOut());
      assertThat(journal.shortOfRoom()).isFalse();
      files.withRoomLeft(30); // Half an event.
      append(journal, 2, 2);
      assertThat(journal.shortOfRoom()).isTrue();
      append(journal, 3, 9);
      Eventually.holds("it has its name", () -> segments().size() == 2);
      assertThat(sequences(journal, 1)).isEqualTo(numbers(1, 9));
      for (Path segment : segments()) {
        Files.copy(segment, found.resolve(segment.getFileName()));
      }
      assertThatThrownBy(() -> append(journal, 10, 30)).isInstanceOf(JournalRefusedException.class);
      long last = journal.lastSequence();
      assertThat(last).isGreaterThanOrEqualTo(10);
      files.withRoomLeft(1 << 20);
      append(journal, last + 1, last + 1); // Asks for the next segment.
      Eventually.holds("it is there", () -> !journal.nextIsBeingLaidOut());
      append(journal, last + 2, last + 2);
      Eventually.holds("it has its name", () -> segments().size() == 3);
      assertThat(sequences(journal, 1)).isEqualTo(numbers(1, last + 2));
    }
    // As a kill would have left it.
    try (Journal journal = Journal.open(new JournalOptions(found, 640, Long.MAX_VALUE, 0))) {
      append(journal, 10, 10);
      assertThat(sequences(journal, 1)).isEqualTo(numbers(1, 10));
    }
  }

  /** Whole records of it lie behind the end, under the sequences that the next one begins with. */
  @Test
  void anOldSegmentThatHoldsWhatWasRefusedIsNotFollowedBeforeItIsCutOff() throws Exception {
    BadFiles files = new BadFiles();
    Path found = Files.createDirectory(directory.resolve("found"));
    try (Journal journal = Journal.open(options(640).on(files))) {
      append(journal, 1, 1);
      Eventually.holds("the next segment is there", () -> !journal.nextIsBeingLaidOut());
      files.withRoomLeft(40); // The first of two records, and a part of the second.
      files.refuseToCut();
      List<byte[]> refused = List.of("refused".getBytes(UTF_8), new byte[100]);
      assertThatThrownBy(() -> journal.append(refused)).isInstanceOf(JournalRefusedException.class);
      files.withRoomLeft(1 << 20);
      now.addAndGet(Duration.ofDays(366).toNanos());
      assertThatThrownBy(() -> append(journal, 2, 2)).isInstanceOf(JournalRefusedException.class);
      files.cut();
      append(journal, 2, 3);
      Eventually.holds("it has its name", () -> segments().size() == 2);
      for (Path segment : segments()) {
        Files.copy(segment, found.resolve(segment.getFileName()));
      }
    }
    // As a kill would have left it.
    try (Journal journal = Journal.open(new JournalOptions(found, 640, Long.MAX_VALUE, 0))) {
      List<String> events = new ArrayList<>();
      journal.forEach(1, record -> events.add(new String(record.body(), UTF_8).substring(0, 7)));
      assertThat(events).containsExactly("event 1", "event 2", "event 3");
    }
  }

  @Test
  void anAppendThatIsRefusedIsAlertedForAWhileWhateverTheDiskSays() throws Exception {
    BadFiles files = new BadFiles();
    try (Journal journal = Journal.open(small().on(files))) {
      append(journal, 1, 1);
      Eventually.holds("the next segment is there", () -> !journal.nextIsBeingLaidOut());
      files.withRoomLeft(SEGMENT_BYTES);
      List<byte[]> many = List.of(new byte[400], new byte[400]);
      assertThatThrownBy(() -> journal.append(many)).isInstanceOf(JournalRefusedException.class);
      append(journal, 2, 2); // Is small, and says nothing of what is not.
      assertThat(journal.shortOfRoom()).isTrue();
      now.addAndGet(Duration.ofSeconds(10).toNanos());
      assertThat(journal.shortOfRoom()).isFalse();
      Eventually.holds("it has its name", () -> segments().size() == 2);
      assertThat(sequences(journal, 1)).isEqualTo(numbers(1, 2));
    }
  }

  @Test
  void roomThatIsBackIsFoundWithoutAnyEvent() throws Exception {
    BadFiles files = new BadFiles().withRoomInABlank(4096).withUsableBytes(100);
    try (Journal journal = Journal.open(small().on(files))) {
      append(journal, 1, 4);
      Eventually.holds("it is refused", () -> !journal.nextIsBeingLaidOut());
      assertThat(journal.shortOfRoom()).isTrue();
      files.withRoomInABlank(Long.MAX_VALUE);
      journal.lookForRoom(); // The disk says that it has not enough.
      assertThat(journal.nextIsBeingLaidOut()).isFalse();
      assertThat(journal.shortOfRoom()).isTrue();
      files.withUsableBytes(1 << 20);
      journal.lookForRoom();
      Eventually.holds("it is laid out", () -> !journal.shortOfRoom());
      assertThat(SegmentFile.blank(directory)).hasSize(SegmentFile.HEADER_BYTES + SEGMENT_BYTES);
      append(journal, 5, 5);
      Eventually.holds("it has its name", () -> segments().size() == 2);
      assertThat(sequences(journal, 1)).isEqualTo(numbers(1, 5));
    }
  }

  /** As where a quota is used up and the disk is not: each try would write what room there is. */
  @Test
  void aDiskThatHasNoMoreThanWhenItRefusedIsNotAskedAgain() throws Exception {
    BadFiles files = new BadFiles().withRoomInABlank(4096).withUsableBytes(1 << 20);
    try (Journal journal = Journal.open(small().on(files))) {
      append(journal, 1, 4);
      Eventually.holds("it is refused", () -> !journal.nextIsBeingLaidOut());
      files.withRoomInABlank(Long.MAX_VALUE);
      journal.lookForRoom();
      assertThat(journal.nextIsBeingLaidOut()).isFalse();
      assertThat(journal.shortOfRoom()).isTrue();
      files.withRoomInABlank(4096).withUsableBytes(2 << 20);
      journal.lookForRoom();
      Eventually.holds("it is refused again", () -> !journal.nextIsBeingLaidOut());
      assertThat(journal.shortOfRoom()).isTrue();
      assertThat(SegmentFile.blank(directory)).hasSize(0);
    }
  }

  @Test
  void aFolderThatGivesNoNameIsAskedAgainWithoutAnyEvent() throws Exception {
    BadFiles files = new BadFiles();
    try (Journal journal = Journal.open(small().on(files))) {
      append(journal, 1, 4);
      Eventually.holds("the next segment is there", () -> !journal.nextIsBeingLaidOut());
      files.refuseToRename();
      append(journal, 5, 5);
      Eventually.holds("it is refused", journal::shortOfRoom);
      files.rename();
      journal.lookForRoom();
      Eventually.holds("it has its name", () -> segments().size() == 2);
      Eventually.holds("the next one is there", () -> !journal.shortOfRoom());
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
}
