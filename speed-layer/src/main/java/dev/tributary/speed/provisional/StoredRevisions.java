package dev.tributary.speed.provisional;

import static org.apache.spark.sql.functions.max;

import dev.tributary.core.view.CreditRevision;
import dev.tributary.core.view.Credits;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * The newest revision of each journey's credit that credits_provisional has. The topic may say one
 * again: the attribution lane does so for the batch that it was killed in, and the topic is read
 * from its beginning where this lane's checkpoint was lost.
 */
final class StoredRevisions {

  private final Map<String, Long> newest = new HashMap<>();

  private StoredRevisions() {}

  /** What the table has now. */
  static StoredRevisions of(Lake lake) {
    StoredRevisions stored = new StoredRevisions();
    for (Row row :
        lake.read(Table.CREDITS_PROVISIONAL)
            .groupBy("conversion_key", "journey_key")
            .agg(max("revision"))
            .collectAsList()) {
      stored.newest.put(name(row.getString(0), row.getString(1)), row.getLong(2));
    }
    return stored;
  }

  /** Takes a revision as stored; false where it, or a later one, was before. */
  boolean add(CreditRevision revision) {
    String name = name(revision.conversionKey(), revision.journeyKey());
    long number = Credits.revisionNumber(revision);
    Long before = newest.get(name);
    if (before != null && before >= number) {
      return false;
    }
    newest.put(name, number);
    return true;
  }

  private static String name(String conversionKey, String journeyKey) {
    return conversionKey + "|" + journeyKey;
  }
}
