package dev.tributary.capture.journal;

import java.nio.file.Path;

/**
 * Where a journal lives and how large it may grow.
 *
 * @param directory holds nothing but segments; made when missing
 * @param segmentBytes a segment that reached this size is followed by a new one
 * @param boundBytes appends are refused while this much is not released
 * @param releasedThrough the highest sequence known to be behind the cursor, 0 for none: new
 *     sequences start above it even when the disk lost the records that carried it
 */
public record JournalOptions(
    Path directory, long segmentBytes, long boundBytes, long releasedThrough) {}
