package dev.tributary.capture.journal;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which segments there are by first sequence, how far each is settled in bytes, and how much of
 * them is not released. Safe for any thread. That the open one has grown is told without taking
 * memory: what is in the file already can't fail any more.
 */
final class SegmentIndex {

  private final NavigableMap<Long, Long> ends = new TreeMap<>();
  private long open;
  private long openEnd;

  /** Content of the segments before the open one that are not wholly released. */
  private long waiting;

  private long releasedSegment;
  private long releasedEnd = SegmentFile.HEADER_BYTES;

  /**
   * Starts with what was found.
   *
   * @param found settled size in bytes of each segment
   * @param open the one of these that is appended to, the last
   * @param firstUnreleased sequence from which on nothing is released
   */
  SegmentIndex(Map<Long, Long> found, long open, long firstUnreleased) {
    ends.putAll(found);
    this.open = open;
    openEnd = ends.get(open);
    releasedSegment = segmentOf(firstUnreleased);
    countWaiting();
  }

  /** That segment is the open one from now on, if it was not already. */
  synchronized void opened(long base, long end) {
    if (base != open) {
      ends.replace(open, openEnd);
      ends.put(base, end);
      open = base;
      openEnd = end;
      countWaiting();
    }
  }

  /** The open segment is settled up to there. */
  synchronized void grown(long end) {
    openEnd = end;
  }

  synchronized void remove(long base) {
    ends.remove(base);
    countWaiting();
  }

  private void countWaiting() {
    waiting = 0;
    for (Map.Entry<Long, Long> segment : ends.headMap(open).entrySet()) {
      waiting += released(segment.getKey()) ? 0 : content(segment.getValue());
    }
  }

  /** Lets go of what lies before that end of that segment, unless more is let go of already. */
  synchronized void release(long segment, long end) {
    if (segment < releasedSegment) {
      return;
    }
    boolean another = segment != releasedSegment;
    releasedSegment = segment;
    releasedEnd = end;
    if (another) {
      countWaiting();
    }
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
    for (long segment : ends.keySet()) {
      bytes += endOf(segment);
    }
    return bytes;
  }

  /** Asked at every append, so that it counts no segments. */
  synchronized long unreleasedBytes() {
    long opened = released(open) ? 0 : content(openEnd);
    return waiting + opened - content(releasedEnd);
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
    return segment == open ? openEnd : ends.getOrDefault(segment, 0L);
  }
}
