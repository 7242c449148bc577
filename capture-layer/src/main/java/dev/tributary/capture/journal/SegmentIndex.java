package dev.tributary.capture.journal;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which segments there are by first sequence, how far each is settled in bytes, and how much of
 * them is not released. Safe for any thread.
 */
final class SegmentIndex {

  private final NavigableMap<Long, Long> ends = new TreeMap<>();
  private long releasedSegment;
  private long releasedEnd = SegmentFile.HEADER_BYTES;

  /**
   * Starts with what was found, of which there is at least one.
   *
   * @param found settled size in bytes of each segment
   * @param firstUnreleased sequence from which on nothing is released
   */
  SegmentIndex(Map<Long, Long> found, long firstUnreleased) {
    ends.putAll(found);
    releasedSegment = segmentOf(firstUnreleased);
  }

  synchronized void put(long base, long end) {
    ends.put(base, end);
  }

  synchronized void remove(long base) {
    ends.remove(base);
  }

  /** Lets go of what lies before that end of that segment, unless more is let go of already. */
  synchronized void release(long segment, long end) {
    if (segment < releasedSegment) {
      return;
    }
    releasedSegment = segment;
    releasedEnd = end;
  }

  /** Whether exactly what lies before that end of that segment is released. */
  synchronized boolean releasedUpTo(long base, long end) {
    return releasedSegment == base && releasedEnd == end;
  }

  /** The segments that are wholly released and still here, oldest first. */
  synchronized List<Long> wholeReleased() {
    return List.copyOf(ends.headMap(releasedSegment).keySet());
  }

  /** Whether all of that segment is released; it may have been taken out since. */
  synchronized boolean released(long segment) {
    return segment < releasedSegment;
  }

  /** Settled bytes of all segments that are here. */
  synchronized long bytes() {
    long bytes = 0;
    for (long end : ends.values()) {
      bytes += end;
    }
    return bytes;
  }

  synchronized long unreleasedBytes() {
    long bytes = -content(releasedEnd);
    for (long end : ends.tailMap(releasedSegment, true).values()) {
      bytes += content(end);
    }
    return bytes;
  }

  /** Bytes of records before an end; a file that was cut within its header has none. */
  private static long content(long end) {
    return Math.max(0, end - SegmentFile.HEADER_BYTES);
  }

  /** The segment that holds or would hold a sequence; the oldest one for what is gone. */
  synchronized long segmentOf(long sequence) {
    Long segment = ends.floorKey(sequence);
    return segment == null ? ends.firstKey() : segment;
  }

  /** The segment behind that one, or null. */
  synchronized Long segmentAfter(long segment) {
    return ends.higherKey(segment);
  }

  /** How far a segment is settled; 0 for one that was deleted. */
  synchronized long endOf(long segment) {
    return ends.getOrDefault(segment, 0L);
  }
}
