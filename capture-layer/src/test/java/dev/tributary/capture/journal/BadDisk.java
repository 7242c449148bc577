package dev.tributary.capture.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.capture.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A journal of small segments on a disk that can be made a bad one, and what is asked of it. */
@Timeout(60)
abstract class BadDisk {

  static final int SEGMENT_BYTES = 224;

  @TempDir Path directory;

  /** A clock that goes on by a step whenever it is looked at. */
  final AtomicLong now = new AtomicLong();

  Duration step = Duration.ZERO;

  Journal threeSegments() throws Exception {
    return threeSegments(new BadFiles());
  }

  Journal threeSegments(BadFiles files) throws Exception {
    Journal journal = Journal.open(small().on(files));
    for (long from : new long[] {1, 5, 9}) {
      append(journal, from, from + 3);
      Eventually.holds("the next segment is there", () -> !journal.nextIsBeingLaidOut());
    }
    Eventually.holds("all have their names", () -> segments().size() == 3);
    return journal;
  }

  static JournalPosition last(Journal journal) throws Exception {
    try (JournalReader reader = journal.reader(journal.lastSequence())) {
      return reader.next().position();
    }
  }

  List<Path> segments() {
    try {
      return List.copyOf(SegmentFile.list(directory).values());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  List<String> aside() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".damaged"))
          .toList();
    }
  }

  static void append(Journal journal, long from, long through) throws Exception {
    for (long i = from; i <= through; i++) {
      assertThat(journal.append(List.of(("event " + i + "x".repeat(40)).getBytes(UTF_8))))
          .isEqualTo(i);
    }
  }

  /** As who ships reads: again and again while the disk refuses something. */
  static List<Long> sequences(Journal journal, long from) throws Exception {
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

  static List<Long> numbers(long from, long through) {
    return LongStream.rangeClosed(from, through).boxed().toList();
  }

  JournalOptions large() {
    return options(1 << 20);
  }

  JournalOptions small() {
    return options(SEGMENT_BYTES);
  }

  JournalOptions options(long segmentBytes) {
    return new JournalOptions(directory, segmentBytes, Long.MAX_VALUE, 0)
        .segmentAge(Duration.ofDays(365), () -> now.addAndGet(step.toNanos()));
  }
}
