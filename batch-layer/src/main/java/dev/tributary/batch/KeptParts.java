package dev.tributary.batch;

import dev.tributary.batch.stage.UnfinishedRun;
import dev.tributary.batch.stage.UnfinishedRuns;
import java.util.List;

/**
 * What becomes of a run's parts when its checks refuse them.
 *
 * @param staged the run, with the parts that are written
 */
record KeptParts(UnfinishedRuns runs, UnfinishedRun staged) implements PublicationChecks.Listener {

  @Override
  public void lacking() {
    runs.save(staged.refusedForLack());
  }

  @Override
  public void spoilt() {
    runs.save(staged.withStaged(List.of()));
  }
}
