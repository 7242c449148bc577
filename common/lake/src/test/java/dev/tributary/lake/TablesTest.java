package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;

import com.holdenkarau.spark.testing.JavaDatasetSuiteBase;
import dev.tributary.core.event.EventRow;
import dev.tributary.core.view.Cell;
import dev.tributary.core.view.CreditRow;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Protocol;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

class TablesTest {

  @TempDir static Path folder;
  private static Lake lake;

  @BeforeAll
  static void create() {
    lake = new Lake(TestLake.session(), folder);
    lake.createTables();
    lake.create(Table.TIMELINE);
    lake.create(Table.IDENTITY_COMPONENTS);
    lake.create(Table.JOURNEYS);
  }

  @Test
  void createdOnceAndLeftAloneAfterwards() {
    lake.createTables();
    for (Table table : Table.values()) {
      assertThat(lake.exists(table)).as(table.tableName()).isTrue();
      assertThat(lake.version(table)).as(table.tableName()).isBetween(0L, 1L);
    }
  }

  @Test
  void everyColumnAndTableSaysWhatItMeans() {
    for (Table table : Table.values()) {
      assertThat(lake.schema(table).fields())
          .allSatisfy(
              field -> assertThat(field.getComment().isDefined()).as(field.name()).isTrue());
      assertThat(snapshot(table).metadata().description()).as(table.tableName()).isNotBlank();
    }
  }

  @Test
  void readersOtherThanSparkNeedNoNewFeature() {
    for (Table table : Table.values()) {
      Protocol needed = snapshot(table).protocol();
      assertThat(needed.minReaderVersion()).as(table.tableName()).isEqualTo(1);
      assertThat(needed.minWriterVersion()).as(table.tableName()).isLessThanOrEqualTo(7);
    }
  }

  private static Snapshot snapshot(Table table) {
    return DeltaLog.forTable(lake.spark(), lake.location(table))
        .update(false, Option.empty(), Option.empty());
  }

  @Test
  void columnsOfRecordsAreColumnsOfTheirTables() {
    assertThat(lake.schema(Table.RAW_EVENTS).fieldNames())
        .startsWith(Records.columnNames(EventRow.class))
        .endsWith(Records.columnNames(Storage.class));
    assertThat(lake.schema(Table.REJECTED_EVENTS).fieldNames())
        .containsExactly(Records.columnNames(RejectedRow.class));
    assertThat(lake.schema(Table.ATTRIBUTION).fieldNames())
        .containsExactly(Records.columnNames(Cell.class));
    String[] credit = Records.columnNames(CreditRow.class);
    assertThat(lake.schema(Table.CREDITS_FINAL).fieldNames())
        .containsExactly(Arrays.copyOf(credit, credit.length - 1));
    assertThat(lake.schema(Table.CREDITS_PROVISIONAL).fieldNames())
        .contains("revision", "order_id", "touch_key");
  }

  @Test
  void anOlderTableIsReadAsIfItHadTheColumnsThatItLacksAndGetsThem() {
    Lake older = new Lake(lake.spark(), Path.of(lake.location(Table.SPEND) + "-old"));
    lake.spark()
        .sql("CREATE TABLE delta.`" + older.location(Table.SPEND) + "` (day DATE) USING DELTA");

    assertThat(older.read(Table.SPEND).columns())
        .containsExactly(lake.schema(Table.SPEND).fieldNames());
    assertThat(older.schema(Table.SPEND).fieldNames()).containsExactly("day");

    older.create(Table.SPEND);

    assertThat(older.schema(Table.SPEND).fieldNames())
        .containsExactly(lake.schema(Table.SPEND).fieldNames());
  }

  @Test
  void rawEventReadsBackAsItWasWritten() {
    RawEventRow row =
        new RawEventRow(
            Samples.click("k1", "v1"),
            new Storage(Samples.NOON, Storage.COLLECTOR, "{\"a\":1}", "events", 0, 17L, "raw-1"));
    Dataset<Row> table = RawEventRow.table(lake.spark(), List.of(row));
    lake.append(Table.RAW_EVENTS, table);
    Dataset<Row> commented =
        lake.spark().createDataFrame(table.collectAsList(), lake.schema(Table.RAW_EVENTS));
    new JavaDatasetSuiteBase().assertDataFrameEquals(commented, lake.read(Table.RAW_EVENTS));
    assertThat(RawEventRow.typed(lake.read(Table.RAW_EVENTS)).collectAsList()).containsExactly(row);
    assertThat(lake.readVersion(Table.RAW_EVENTS, 0).count()).isZero();
  }
}
