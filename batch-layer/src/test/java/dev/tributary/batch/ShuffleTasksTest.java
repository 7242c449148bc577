package dev.tributary.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** A task of a shuffle holds as much on a long log as on a short one. */
class ShuffleTasksTest {

  private static final String PARTITIONS = "spark.sql.shuffle.partitions";

  @Test
  void aShortLogHasATaskACore() {
    assertThat(ShuffleTasks.tasks(0, 4)).isEqualTo(4);
    assertThat(ShuffleTasks.tasks(1_000_000, 4)).isEqualTo(4);
  }

  @Test
  void aLongLogHasAsManyTasksAsItsEventsNeed() {
    assertThat(ShuffleTasks.tasks(1_000_001, 4)).isEqualTo(5);
    assertThat(ShuffleTasks.tasks(10_000_000, 4)).isEqualTo(40);
    assertThat(ShuffleTasks.tasks(10_000_000_000L, 4)).isEqualTo(40_000);
  }

  @Test
  void theSessionIsAsBeforeWhenTheRunEnds() {
    SparkSession spark = TestSpark.session();
    String before = spark.conf().get(PARTITIONS);

    try (ShuffleTasks tasks = ShuffleTasks.suiting(spark, 10_000_000)) {
      assertThat(tasks).isNotNull();
      assertThat(spark.conf().get(PARTITIONS)).isEqualTo("40");
    }

    assertThat(spark.conf().get(PARTITIONS)).isEqualTo(before);
  }

  @Test
  void whatSparkSubmitNamedStays() {
    SparkSession spark = TestSpark.session();
    String before = spark.conf().get(PARTITIONS);
    System.setProperty(PARTITIONS, before);
    try (ShuffleTasks tasks = ShuffleTasks.suiting(spark, 10_000_000)) {
      assertThat(tasks).isNotNull();
      assertThat(spark.conf().get(PARTITIONS)).isEqualTo(before);
    } finally {
      System.clearProperty(PARTITIONS);
    }
  }
}
