package dev.tributary.capture.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments under names that are not theirs, as a half restored backup leaves them. */
class SegmentNamesTest {

  @TempDir Path directory;

  @Test
  void theNewestUnderALaterNameHasItsOwnAgainAndWhatFollowsIsRead() throws Exception {
    appendEach(10);
    long newest = SegmentFile.list(directory).lastKey();
    Files.move(path(newest), path(900));
    appendEach(5);
    assertThat(sequences()).isEqualTo(numbers(15));
    assertThat(path(newest)).exists();
    assertThat(path(900)).doesNotExist();
  }

  @Test
  void oneInTheMiddleUnderALaterNameIsReadInItsPlace() throws Exception {
    appendEach(10);
    long middle = SegmentFile.list(directory).higherKey(1L);
    Files.move(path(middle), path(900));
    assertThat(sequences()).isEqualTo(numbers(10));
  }

  @Test
  void aCopyIsSetAsideAndWhatFollowsIsReadByEveryLaterStart() throws Exception {
    appendEach(10);
    byte[] first = Files.readAllBytes(path(1));
    for (int start = 1; start <= 3; start++) {
      Files.write(path(900), first);
      appendEach(5);
      assertThat(sequences()).isEqualTo(numbers(10 + 5 * start));
      assertThat(directory.resolve(path(900).getFileName() + ".damaged")).hasBinaryContent(first);
    }
  }

  private Path path(long base) {
    return SegmentFile.path(directory, base);
  }

  private Journal open() throws IOException {
    return Journal.open(new JournalOptions(directory, 200, Long.MAX_VALUE, 0));
  }

  private void appendEach(int records) throws Exception {
    try (Journal journal = open()) {
      for (int i = 0; i < records; i++) {
        journal.append(List.of(new byte[100]));
        while (journal.nextIsBeingLaidOut()) {
          Thread.onSpinWait();
        }
      }
      assertThat(read(journal)).contains(journal.lastSequence());
    }
  }

  private List<Long> sequences() throws Exception {
    try (Journal journal = open()) {
      return read(journal);
    }
  }

  private static List<Long> read(Journal journal) throws IOException {
    List<Long> sequences = new ArrayList<>();
    journal.forEach(1, record -> sequences.add(record.sequence()));
    return sequences;
  }

  private static List<Long> numbers(int count) {
    return LongStream.rangeClosed(1, count).boxed().toList();
  }
}
