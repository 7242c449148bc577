package dev.tributary.batch.imports;

/** What a file holds. */
public enum ImportFormat {
  /** A web server's log in the combined format. */
  ACCESS_LOG,
  /** Events of the contract, one JSON object a line. */
  EVENTS_JSONL,
  /** Any table with a header line, turned into events by a map. */
  EVENTS_CSV,
  /** What campaigns cost: day, source, campaign, cost, currency. */
  SPEND_CSV,
  /** Daily exchange rates: day, base, quote, rate. */
  FX_CSV;

  /** Whether its lines become events of the raw log. */
  public boolean events() {
    return this != SPEND_CSV && this != FX_CSV;
  }
}
