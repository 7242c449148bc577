package dev.tributary.capture.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.capture.Eventually;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
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

  private JournalOptions small() {
    return new JournalOptions(directory, SEGMENT_BYTES, Long.MAX_VALUE, 0);
  }
}
