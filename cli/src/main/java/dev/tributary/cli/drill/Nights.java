package dev.tributary.cli.drill;

import dev.tributary.batch.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Nightly runs of the same two days, again and again while events for them go on arriving: some are
 * killed, and each finds what the one before it left.
 */
final class Nights implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int LONGEST_MILLIS = 1_500;

  /** One run in so many is let go on to its end after a kill, while other parts are killed. */
  private static final int WHOLE = 6;

  private static final List<Step> COMPUTING =
      List.of(Step.CLAIMED, Step.EVENTS_KEPT, Step.LAID_OUT, Step.STAGED);
  private static final List<Step> PUBLISHING = List.of(Step.CHECKED, Step.RECORDED, Step.PUBLISHED);

  private final BatchProcess batch;
  private final Path data;
  private final Random random;
  private DrilledProcess running;
  private long kills;
  private long wholeRuns;

  Nights(BatchProcess batch, Path data, Random random) {
    this.batch = batch;
    this.data = data;
    this.random = random;
  }

  long wholeRuns() {
    return wholeRuns;
  }

  /** Begins a run and kills it while it computes. */
  void killComputing() throws IOException, InterruptedException {
    kill(COMPUTING);
  }

  /** Begins a run and kills it around its commit. */
  void killPublishing() throws IOException, InterruptedException {
    kill(PUBLISHING);
  }

  private void kill(List<Step> steps) throws IOException, InterruptedException {
    awaitEnd();
    batch.killAt(steps.get(random.nextInt(steps.size())), random.nextInt(LONGEST_MILLIS), data);
    kills++;
    if (kills % WHOLE == 0) {
      running = batch.begin(data);
    }
  }

  /** Waits for the run that was let go on; it has to have published. */
  void awaitEnd() throws InterruptedException {
    if (running != null) {
      running.awaitSuccess(LONGEST);
      wholeRuns++;
      running = null;
    }
  }

  /** Publishes the days as they are now. */
  void publish() throws IOException, InterruptedException {
    awaitEnd();
    running = batch.begin(data);
    awaitEnd();
  }

  @Override
  public void close() {
    if (running != null) {
      running.close();
    }
  }
}
