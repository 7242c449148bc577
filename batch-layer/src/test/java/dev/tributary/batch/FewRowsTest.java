package dev.tributary.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.junit.jupiter.api.Test;

/** What is held is the same rows, in fewer tasks. */
class FewRowsTest {

  @Test
  void rowsOfManyPartsAreHeldInATaskACore() {
    Dataset<Long> rows = TestSpark.session().range(0, 1_000, 1, 7);
    assertThat(rows.rdd().getNumPartitions()).isEqualTo(7);

    Dataset<Long> held = FewRows.held(rows);
    try {
      assertThat(held.rdd().getNumPartitions()).isEqualTo(2);
      assertThat(held.storageLevel().useMemory()).isTrue();
      assertThat(held.collectAsList()).containsExactlyInAnyOrderElementsOf(rows.collectAsList());
    } finally {
      held.unpersist();
    }
  }
}
