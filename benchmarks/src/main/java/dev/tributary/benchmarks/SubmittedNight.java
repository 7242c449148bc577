package dev.tributary.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;

/** How the command line runs a night in processes of its own and looks at what they take. */
public interface SubmittedNight {

  /**
   * Publishes the days.
   *
   * @param data a data directory with a raw log
   * @throws IOException when the run fails
   */
  NightFigures run(Path data, LocalDate from, LocalDate to)
      throws IOException, InterruptedException;
}
