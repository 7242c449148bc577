package dev.tributary.lake;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Lets a writer that was outrun commit next: the others of this machine wait until it has. A writer
 * whose commits take longer than a quicker one's would otherwise lose to it for ever.
 *
 * <p>A courtesy only: the fence holds without it. Tables in an object store have none.
 */
final class RightOfWay implements AutoCloseable {

  /** Losses that a writer takes for chance. */
  private static final int OUTRUN = 3;

  private final Optional<Path> file;
  private Turn turn;

  /**
   * For one commit.
   *
   * @param file where writers meet; it stays
   */
  RightOfWay(Optional<Path> file) {
    this.file = file;
  }

  /**
   * Before an attempt: waits for a writer that has the right of way. Whoever has lost often takes
   * it, and keeps it until it has committed or given up.
   *
   * @param lost attempts so far
   */
  void ask(int lost) {
    if (file.isEmpty() || turn != null) {
      return;
    }
    Turn now = Turn.take(file.get());
    if (lost < OUTRUN) {
      now.close();
    } else {
      turn = now;
    }
  }

  @Override
  public void close() {
    if (turn != null) {
      turn.close();
    }
  }
}
