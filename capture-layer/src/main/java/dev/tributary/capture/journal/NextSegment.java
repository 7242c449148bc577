package dev.tributary.capture.journal;

/** How far the segment after the open one is. */
enum NextSegment {
  IDLE,
  LAYING_OUT,
  READY,
  /** Ready to grow as far as there is room. */
  SHORT,
  REFUSED
}
