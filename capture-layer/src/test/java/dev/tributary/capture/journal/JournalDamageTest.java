package dev.tributary.capture.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Laws of what a damaged journal still gives. */
class JournalDamageTest {

  private static final int SEGMENT_BYTES = 2048;
  private static final int PAGE_BYTES = 4096;

  @Property(tries = 100)
  void anyTruncationLeavesAPrefix(
      @ForAll("bodies") List<byte[]> bodies, @ForAll @LongRange(min = 0, max = 4095) long cut)
      throws Exception {
    try (Scratch scratch = new Scratch(bodies)) {
      byte[] last = Files.readAllBytes(scratch.last());
      int length = (int) (cut * last.length / 4096);
      Files.write(scratch.last(), Arrays.copyOf(last, length));
      List<Long> found = scratch.sequences();
      assertThat(found).isEqualTo(firstNumbers(found.size()));
      assertThat(found.size()).isLessThanOrEqualTo(bodies.size());
      if (length > SegmentFile.HEADER_BYTES) {
        assertThat(scratch.appended()).isEqualTo(found.size() + 1L);
      }
    }
  }

  @Property(tries = 100)
  void oneDamagedByteCostsAtMostTheRecordItHits(
      @ForAll("bodies") List<byte[]> bodies,
      @ForAll @LongRange(min = 0, max = 4095) long where,
      @ForAll @LongRange(min = 1, max = 255) long flip)
      throws Exception {
    try (Scratch scratch = new Scratch(bodies)) {
      byte[] last = Files.readAllBytes(scratch.last());
      int at =
          SegmentFile.HEADER_BYTES
              + (int) (where * (last.length - SegmentFile.HEADER_BYTES) / 4096);
      last[at] ^= (byte) flip;
      Files.write(scratch.last(), last);
      List<Long> found = scratch.sequences();
      assertThat(found).hasSize(bodies.size() - 1).doesNotHaveDuplicates().isSorted();
      assertThat(firstNumbers(bodies.size())).containsAll(found);
    }
  }

  @Property(tries = 50)
  void aPageThatIsGoneFromTheHeaderCostsAtMostTheRecordsInIt(
      @ForAll("bodies") List<byte[]> bodies, @ForAll @IntRange(min = 0, max = 1) int page)
      throws Exception {
    try (Scratch scratch = new Scratch(bodies)) {
      List<Long> before = scratch.sequences();
      byte[] last = Files.readAllBytes(scratch.last());
      int from = page * PAGE_BYTES;
      Arrays.fill(last, from, Math.min(last.length, from + PAGE_BYTES), (byte) 0);
      Files.write(scratch.last(), last);
      List<Long> found = scratch.sequences();
      assertThat(before).isEqualTo(firstNumbers(bodies.size())).containsAll(found);
      if (page == 0) {
        assertThat(found).isEqualTo(before);
      }
    }
  }

  @Provide
  Arbitrary<List<byte[]>> bodies() {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofMinSize(0)
        .ofMaxSize(300)
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  private static List<Long> firstNumbers(int count) {
    return Stream.iterate(1L, n -> n + 1).limit(count).toList();
  }

  /** A journal of some bodies in a folder of its own. */
  private static final class Scratch implements AutoCloseable {

    private final Path directory = Files.createTempDirectory("journal");

    Scratch(List<byte[]> bodies) throws Exception {
      try (Journal journal = open()) {
        for (byte[] body : bodies) {
          journal.append(List.of(body));
        }
      }
    }

    private Journal open() throws IOException {
      return Journal.open(new JournalOptions(directory, SEGMENT_BYTES, Long.MAX_VALUE, 0));
    }

    Path last() throws IOException {
      return SegmentFile.list(directory).lastEntry().getValue();
    }

    List<Long> sequences() throws IOException {
      List<Long> found = new ArrayList<>();
      try (Journal journal = open();
          JournalReader reader = journal.reader(1)) {
        for (JournalRecord r = reader.next(); r != null; r = reader.next()) {
          found.add(r.sequence());
        }
      }
      return found;
    }

    long appended() throws Exception {
      try (Journal journal = open()) {
        return journal.append(List.of(new byte[0]));
      }
    }

    @Override
    public void close() throws IOException {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
    }
  }
}
