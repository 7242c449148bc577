package dev.tributary.batch;

import static dev.tributary.batch.Arrivals.click;
import static dev.tributary.batch.Arrivals.order;
import static dev.tributary.batch.BatchWorld.november;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/**
 * Where many tests start: 8 November, on which Anna clicked a search ad and bought, is published.
 * It is published once; every test gets a copy of that data directory.
 */
final class PublishedDay {

  static final String RUN_ID = "nightly-8";

  private static Path original;
  private static BatchSummary summary;

  private PublishedDay() {}

  /** The copy, in a folder that is empty or not there. */
  static BatchWorld in(Path root) {
    try {
      FileUtils.copyDirectory(original().toFile(), root.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BatchWorld(root, 2);
  }

  /** What the run that published it said. */
  static synchronized BatchSummary summary() {
    original();
    return summary;
  }

  private static synchronized Path original() {
    if (original == null) {
      Path root = TestSpark.scratch().resolve("published-day-" + ProcessHandle.current().pid());
      BatchWorld world = new BatchWorld(root);
      world.arrive(
          click("anna", "2026-11-08T08:00:00Z", "google", "cpc"),
          order("anna", "A-1", 1_001, "2026-11-08T10:00:00Z"));
      summary = world.run(BatchRequest.day(november(8)).named(RUN_ID));
      original = root;
    }
    return original;
  }
}
