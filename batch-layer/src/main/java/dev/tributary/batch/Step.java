package dev.tributary.batch;

import dev.tributary.batch.stage.PartProgress;

/** The steps of a run after which a kill must leave the old publication or the new one. */
public enum Step {
  /** The lock is held and the leftovers of a dead run are gone. */
  CLAIMED("reading the raw log"),
  /** Events are laid out and kept, journeys not yet. */
  EVENTS_KEPT("events laid out, laying out journeys"),
  /** Events and journeys are laid out up to the pinned raw log. */
  LAID_OUT("journeys laid out, computing credit"),
  /** Rows are written under the new publication id; no reader sees them. */
  STAGED("credit computed and written, checking it"),
  /** What was written has been read back and passed the checks. */
  CHECKED("checks passed"),
  /** The publication has its row; nothing points at it yet. */
  RECORDED("publishing"),
  /** The one commit that readers see is made. */
  PUBLISHED("published");

  private final String progress;

  Step(String progress) {
    this.progress = progress;
  }

  /** What to tell who waits. */
  public String progress() {
    return progress;
  }

  /** Told of each step as it is reached; what it throws ends the run there. */
  @FunctionalInterface
  public interface Listener {
    Listener NONE = step -> {};

    void reached(Step step);

    /** Told of each part of a run of several, once it is written. */
    default void written(PartProgress part) {}
  }
}
