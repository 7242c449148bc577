package dev.tributary.batch;

/** The steps of a run after which a kill must leave the old publication or the new one. */
enum Step {
  /** The lock is held and the leftovers of a dead run are gone. */
  CLAIMED,
  /** Rows are written under the new publication id; no reader sees them. */
  STAGED,
  /** What was written has been read back and passed the checks. */
  CHECKED,
  /** The publication has its row; nothing points at it yet. */
  RECORDED,
  /** The one commit that readers see is made. */
  PUBLISHED;

  /** Told of each step; tests end the run there. */
  @FunctionalInterface
  interface Listener {
    Listener NONE = step -> {};

    void reached(Step step);
  }
}
