package dev.tributary.batch.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.TestSpark;
import dev.tributary.batch.credit.Rows;
import dev.tributary.lake.Table;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** A refund of 40 of the 100 of order A, which the run computed under two models. */
class AdjustmentChecksTest {

  @Test
  void whatMovesWhatItSaysUnderEachModelIsNoFault() {
    assertThat(
            faults("A", "('r', 'first', -10, 0), ('r', 'first', -30, 0), ('r', 'linear', -40, 0)"))
        .isEmpty();
  }

  @Test
  void aModelThatLostAllRowsIsAFault() {
    assertThat(faults("A", "('r', 'first', -40, 0)"))
        .containsExactly(
            "The adjustment r of order A should take it from 100 to 60, but its rows move -40 to"
                + " -40 a model, under 1 of 2.");
  }

  @Test
  void underWhichModelsAnotherRunsOrderIsAdjustedIsThatRunsMatter() {
    assertThat(faults("B", "('r', 'first', -40, 0)")).isEmpty();
  }

  @Test
  void anAmountThatIsNotMovedWhollyAndCreditThatIsMovedAreFaults() {
    assertThat(faults("A", "('r', 'first', -40, 0), ('r', 'linear', -39, 0)"))
        .singleElement()
        .asString()
        .endsWith("but its rows move -40 to -39 a model, under 2 of 2.");
    assertThat(faults("A", "('r', 'first', -40, 0), ('r', 'linear', -40, 1)")).hasSize(1);
    assertThat(faults("B", "('r', 'first', -40, 0), ('s', 'first', -1, 0)"))
        .singleElement()
        .asString()
        .startsWith("The adjustment s of order null");
  }

  /**
   * @param computed the order that the run wrote to conversions
   * @param moved (adjustment_key, model, revenue_minor, credit_micros)
   */
  private static List<String> faults(String computed, String moved) {
    Dataset<Row> adjustments =
        table("('r', 'purchase', 'A', 100L, 60L)")
            .toDF("key", "conversion_type", "order_id", "before_minor", "after_minor");
    Dataset<Row> conversions =
        table("('purchase', '%s')".formatted(computed)).toDF("conversion_type", "order_id");
    Dataset<Row> credits =
        table("(CAST(NULL AS STRING), 'first', 100, 1000000), " + moved)
            .toDF("adjustment_key", "model", "revenue_minor", "credit_micros");
    return AdjustmentChecks.faults(
        adjustments,
        new Rows(Map.of(Table.CONVERSIONS, conversions, Table.CREDITS_FINAL, credits)),
        2);
  }

  private static Dataset<Row> table(String values) {
    return TestSpark.session().sql("SELECT * FROM VALUES " + values);
  }
}
