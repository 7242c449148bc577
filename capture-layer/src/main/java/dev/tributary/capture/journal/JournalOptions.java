package dev.tributary.capture.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Where a journal lives, how large and old it may grow, and what it does before it relies on an
 * append.
 *
 * @param directory holds nothing but segments; made when missing
 * @param segmentBytes a segment that reached this size is followed by a new one
 * @param boundBytes appends are refused while this much is not released
 * @param releasedThrough the highest sequence known to be behind the cursor, 0 for none: what is
 *     above it counts against the bound
 * @param assignedThrough the highest sequence known to have been given out: new sequences start
 *     above it even when the disk lost the records that carried it
 * @param segmentAge a segment that is open for this long is followed by a new one, so that what is
 *     released does not stay on the disk because little came after it
 * @param nanos the monotonic clock that ages are measured by
 */
public record JournalOptions(
    Path directory,
    long segmentBytes,
    long boundBytes,
    long releasedThrough,
    long assignedThrough,
    Keeping keeping,
    Duration segmentAge,
    LongSupplier nanos,
    JournalFiles files) {

  /** A journal on the real disk whose appends count when they are written. */
  public JournalOptions(Path directory, long segmentBytes, long boundBytes, long releasedThrough) {
    this(
        directory,
        segmentBytes,
        boundBytes,
        releasedThrough,
        releasedThrough,
        Keeping.WRITTEN,
        Duration.ofHours(1),
        System::nanoTime,
        new DiskFiles());
  }

  public JournalOptions assignedThrough(long sequence) {
    return new JournalOptions(
        directory,
        segmentBytes,
        boundBytes,
        releasedThrough,
        sequence,
        keeping,
        segmentAge,
        nanos,
        files);
  }

  public JournalOptions keeping(Keeping other) {
    return new JournalOptions(
        directory,
        segmentBytes,
        boundBytes,
        releasedThrough,
        assignedThrough,
        other,
        segmentAge,
        nanos,
        files);
  }

  public JournalOptions segmentAge(Duration other, LongSupplier clock) {
    return new JournalOptions(
        directory,
        segmentBytes,
        boundBytes,
        releasedThrough,
        assignedThrough,
        keeping,
        other,
        clock,
        files);
  }

  JournalOptions on(JournalFiles other) {
    return new JournalOptions(
        directory,
        segmentBytes,
        boundBytes,
        releasedThrough,
        assignedThrough,
        keeping,
        segmentAge,
        nanos,
        other);
  }
}
