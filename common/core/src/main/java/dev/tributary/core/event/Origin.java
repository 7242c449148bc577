package dev.tributary.core.event;

/**
 * Where an event came in: within one collector the sequence has no gaps, which is how loss shows.
 *
 * @param collectorId the capture process or the import
 * @param sequence counts from 1 within the collector
 */
public record Origin(String collectorId, long sequence) {

  /** How the names of imports begin. */
  public static final String IMPORT = "import-";

  /** Whether a file brought it. */
  public boolean imported() {
    return collectorId.startsWith(IMPORT);
  }
}
