package dev.tributary.speed.provisional;

import dev.tributary.core.view.CreditNewsJson;
import dev.tributary.core.view.CreditRevision;
import dev.tributary.core.view.Credits;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Turns a message of the credits topic into its rows of credits_provisional; adjustments none. */
final class RevisionRows implements FlatMapFunction<byte[], ProvisionalRow> {

  private static final long serialVersionUID = 1L;
  private final ZoneId reportingZone;

  RevisionRows(ZoneId reportingZone) {
    this.reportingZone = reportingZone;
  }

  @Override
  public Iterator<ProvisionalRow> call(byte[] message) {
    return CreditNewsJson.read(message) instanceof CreditRevision revision
        ? ProvisionalRow.of(revision, new Credits(reportingZone)).iterator()
        : Collections.emptyIterator();
  }
}
