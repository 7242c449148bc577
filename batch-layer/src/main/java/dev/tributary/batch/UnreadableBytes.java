package dev.tributary.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import dev.tributary.core.admission.Admission;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.EventSettings;
import dev.tributary.lake.Lake;
import dev.tributary.lake.Table;
import io.delta.tables.DeltaTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Refused input whose consent can't be read may be anybody's who denies: its bytes are kept for a
 * while only, so that it can be replayed after a fix. Reason and size stay.
 */
final class UnreadableBytes {

  private static final UDF1<String, Boolean> CONSENT_CAN_BE_READ =
      bytes -> Admission.consentCanBeRead(bytes.getBytes(UTF_8));

  private final Lake lake;
  private final long hours;

  UnreadableBytes(Lake lake, Config config) {
    this.lake = lake;
    this.hours = config.value(EventSettings.UNREADABLE_RETENTION_HOURS);
  }

  /** Takes the bytes out of the table that were received so long before; says of how many rows. */
  Optional<String> forget(Instant now) {
    Column old = col("received_at").lt(lit(now.minus(hours, ChronoUnit.HOURS)));
    Column readable = udf(CONSENT_CAN_BE_READ, DataTypes.BooleanType).apply(col("payload"));
    // Only what is there is looked at: a function of ours would not be skipped for null.
    Column unreadable = old.and(col("payload").isNotNull()).and(readable.equalTo(false));
    long rows = lake.read(Table.REJECTED_EVENTS).where(unreadable).count();
    if (rows == 0) {
      return Optional.empty();
    }
    DeltaTable.forPath(lake.spark(), lake.location(Table.REJECTED_EVENTS))
        .update(unreadable, Map.of("payload", lit(null)));
    return Optional.of(
        "The bytes of %d refused event%s without a readable consent were taken out of"
                .formatted(rows, rows == 1 ? "" : "s")
            + " rejected_events, since they are older than event.unreadable_retention_hours (%d)."
                .formatted(hours));
  }
}
