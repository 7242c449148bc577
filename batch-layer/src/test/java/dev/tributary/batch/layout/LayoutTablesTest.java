package dev.tributary.batch.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.journey.TimelineEvent;
import dev.tributary.lake.Lake;
import dev.tributary.lake.RecordEncoder;
import dev.tributary.lake.Records;
import dev.tributary.lake.Table;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class LayoutTablesTest {

  @Test
  void columnsOfTheLayoutAreThoseOfItsRows() {
    assertThat(columns(Lake.definition(Table.JOURNEYS)))
        .isEqualTo(columns(RecordEncoder.of(JourneyRow.class).schema()));
    assertThat(columns(Lake.definition(Table.IDENTITY_COMPONENTS)))
        .isEqualTo(columns(RecordEncoder.of(ComponentRow.class).schema()));
    assertThat(columns(Lake.definition(Table.TIMELINE)))
        .isEqualTo(columns(RecordEncoder.of(TimelineEvent.class).schema()) + "identifier string\n");
  }

  /** A line each, with its type, whether null may be in it or not. */
  private static String columns(StructType schema) {
    StringBuilder lines = new StringBuilder();
    for (StructField field : schema.fields()) {
      lines.append(Records.columnName(field.name()));
      lines.append(" ").append(field.dataType().catalogString()).append("\n");
    }
    return lines.toString();
  }
}
