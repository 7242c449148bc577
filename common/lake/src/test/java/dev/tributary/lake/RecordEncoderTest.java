package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.event.EventRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Fails when an upgrade of Spark changes how records cross it. */
class RecordEncoderTest {

  public record Inner(String name, Long amount, double share) {}

  public record Everything(
      String text,
      Instant at,
      LocalDate day,
      boolean flag,
      int count,
      long total,
      Boolean maybe,
      Integer some,
      Long more,
      byte[] bytes,
      Inner inner,
      List<Inner> inners,
      List<String> words) {}

  public record WithOptional(Optional<String> name) {}

  record Hidden(String name) {}

  private static final Inner INNER = new Inner("x", 7L, 0.25);

  @Test
  void everyComponentComesBackAsItWent() {
    Everything full =
        new Everything(
            "ä",
            Instant.parse("2026-11-08T10:00:00.123456Z"),
            LocalDate.of(2026, 11, 8),
            true,
            1,
            2L,
            false,
            3,
            4L,
            new byte[] {1, 2},
            INNER,
            List.of(INNER, new Inner(null, null, 1)),
            List.of("a", "b"));
    Everything back = roundTrip(full);
    assertThat(back.bytes()).containsExactly(1, 2);
    assertThat(back).usingRecursiveComparison().isEqualTo(full);
  }

  @Test
  void absentComponentsComeBackAsNull() {
    Everything empty =
        new Everything(null, null, null, false, 0, 0, null, null, null, null, null, null, null);
    assertThat(roundTrip(empty)).isEqualTo(empty);
  }

  @Test
  void mappedInTheEngineByAMethodOfTheRecord() {
    Dataset<Inner> inners =
        TestLake.session().createDataset(List.of(INNER), RecordEncoder.of(Inner.class));
    List<Inner> doubled =
        inners
            .map(
                (org.apache.spark.api.java.function.MapFunction<Inner, Inner>)
                    inner -> new Inner(inner.name(), inner.amount() * 2, inner.share()),
                RecordEncoder.of(Inner.class))
            .collectAsList();
    assertThat(doubled).containsExactly(new Inner("x", 14L, 0.25));
  }

  @Test
  void columnsAreInSnakeCaseAndReadBack() {
    EventRow event = Samples.click("k1", "v1");
    Dataset<Row> table = Records.table(TestLake.session(), List.of(event), EventRow.class);
    assertThat(table.columns()).contains("event_type", "ad_group", "consent_analytics");
    assertThat(Records.typed(table, EventRow.class).collectAsList()).containsExactly(event);
  }

  @Test
  void optionalIsRefusedBeforeSparkStoresItWrong() {
    assertThatThrownBy(() -> RecordEncoder.of(WithOptional.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("component name of")
        .hasMessageContaining("null instead of Optional");
  }

  @Test
  void recordThatIsNotPublicIsRefused() {
    assertThatThrownBy(() -> RecordEncoder.of(Hidden.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Make it public");
  }

  private static Everything roundTrip(Everything record) {
    return TestLake.session()
        .createDataset(List.of(record), RecordEncoder.of(Everything.class))
        .repartition(2)
        .collectAsList()
        .get(0);
  }
}
