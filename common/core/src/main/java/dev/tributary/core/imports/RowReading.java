package dev.tributary.core.imports;

import dev.tributary.core.reject.Rejection;
import java.util.List;

/** What one row of a file is read as. */
public sealed interface RowReading {

  /** Events as JSON of the contract, in UTF-8, not yet admitted; at least one. */
  record Events(List<byte[]> each) implements RowReading {}

  /**
   * Nothing that the platform counts.
   *
   * @param reason one word or two for the import's report, for example {@code asset}
   */
  record Skipped(String reason) implements RowReading {}

  /** Not in the file's own format. */
  record Malformed(Rejection rejection) implements RowReading {}
}
