package dev.tributary.cli.output;

/** How rows are written. */
public enum Format {
  /** Aligned columns, for people. */
  TABLE,
  /** RFC 4180 with a header line. */
  CSV,
  /** One array of row objects. */
  JSON,
  /** One object a line. */
  JSONL
}
