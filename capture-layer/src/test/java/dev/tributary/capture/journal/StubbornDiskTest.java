package dev.tributary.capture.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A disk that does not let go of a segment, or lets one go that nobody released. */
class StubbornDiskTest extends BadDisk {

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
  void aSegmentThatIsGoneCostsItsRecordsAndNoOthers() throws Exception {
    try (Journal journal = threeSegments()) {
      Files.delete(segments().get(0));
      assertThat(sequences(journal, 1)).isEqualTo(numbers(5, 12));
    }
  }
}
