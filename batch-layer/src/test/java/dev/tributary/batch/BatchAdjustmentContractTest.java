package dev.tributary.batch;

import dev.tributary.core.event.Event;
import dev.tributary.core.event.EventRow;
import dev.tributary.core.event.EventRows;
import dev.tributary.core.view.CreditRow;
import dev.tributary.lake.Records;
import dev.tributary.lake.Table;
import dev.tributary.testkit.AdjustmentContract;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.io.TempDir;

/** The contract of adjustments, kept by a published run. */
class BatchAdjustmentContractTest extends AdjustmentContract {

  @TempDir private Path root;

  @Override
  protected List<CreditRow> rows(List<Event> events) {
    BatchWorld world = new BatchWorld(root);
    world.arrive(events.stream().map(EventRows::flatten).toArray(EventRow[]::new));
    world.run(BatchRequest.days(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-12")));
    return Records.typed(
            world
                .current(Table.CREDITS_FINAL, "conversion_day")
                .withColumn("revision", functions.lit(null).cast("bigint")),
            CreditRow.class)
        .collectAsList();
  }
}
