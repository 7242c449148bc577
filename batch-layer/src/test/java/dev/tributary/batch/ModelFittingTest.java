package dev.tributary.batch;

import static dev.tributary.batch.BatchWorld.november;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.batch.fit.FitRow;
import dev.tributary.batch.fit.StoredFits;
import dev.tributary.core.attribution.fit.FitRefused;
import dev.tributary.core.attribution.markov.Markov;
import dev.tributary.core.attribution.markov.MarkovFit;
import dev.tributary.core.config.Config;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anna and Berta buy, Carl and Dora do not; all of them count. */
class ModelFittingTest {

  private static final Config SMALL =
      Config.of(Map.of("models.least_conversions", "1", "models.bootstrap_draws", "20"));

  private static BatchWorld world;

  /** One for all tests: fits change nothing that other fits read. */
  @BeforeAll
  static void aPublishedDay(@TempDir Path root) {
    world = new BatchWorld(root);
    FourShoppers.arriveIn(world);
    world.run(BatchRequest.day(november(8)));
  }

  @Test
  void everyPersonIsReadConvertingOrNot() {
    FitRow row = fit("markov_1").get(0);
    assertThat(row.paths()).isEqualTo(3);
    assertThat(row.totalConversions()).isEqualTo(2);
    assertThat(row.totalNulls()).isEqualTo(2);
    assertThat(row.fromDay()).isEqualTo(november(7));
    assertThat(row.toDay()).isEqualTo(november(8));
    assertThat(row.publications()).contains("2026-11-07").contains("2026-11-08");
    assertThat(row.drift()).isNull();
  }

  @Test
  void fitIsCoresFitOfTheSamePathsWithIntervals() {
    MarkovFit expected = Markov.fit(FourShoppers.paths(), 1);
    List<FitRow> rows = fit("markov_1");
    assertThat(rows).extracting(FitRow::channel).containsExactly("Email", "Paid Search");
    for (int i = 0; i < rows.size(); i++) {
      FitRow row = rows.get(i);
      assertThat(row.effect()).isEqualTo(expected.removalEffects()[i]);
      assertThat(row.conversions()).isEqualTo(2 * expected.shares()[i], within(1e-12));
      assertThat(row.conversionsLow()).isLessThanOrEqualTo(row.conversions());
      assertThat(row.conversionsHigh()).isGreaterThanOrEqualTo(row.conversions());
      assertThat(row.residual()).isEqualTo(expected.residual());
    }
  }

  @Test
  void sameFitAgainChangesNothing() {
    List<FitRow> first = fit("markov_1");
    assertThat(fit("markov_1")).isEqualTo(first);
    assertThat(new StoredFits(world.lake).current("markov_1")).isEqualTo(first);
  }

  @Test
  void windowWithoutConversionsIsRefusedAndTheLastGoodFitStays() {
    List<FitRow> good = fit("markov_1");
    assertThatThrownBy(
            () -> fitting(SMALL).fit(new FitRequest(november(7), november(7), List.of("markov_1"))))
        .isInstanceOf(FitRefused.class)
        .hasMessageContaining("0 conversions")
        .hasMessageContaining("last good fit stays");
    assertThat(new StoredFits(world.lake).current("markov_1")).isEqualTo(good);
  }

  @Test
  void dayThatIsNotPublishedIsRefused() {
    assertThatThrownBy(
            () -> fitting(SMALL).fit(new FitRequest(november(7), november(9), List.of("markov_1"))))
        .isInstanceOf(BatchRefusal.class)
        .hasMessageContaining("2026-11-09 is not published");
  }

  private List<FitRow> fit(String model) {
    return fitting(SMALL).fit(new FitRequest(november(7), november(8), List.of(model)));
  }

  private ModelFitting fitting(Config config) {
    return new ModelFitting(world.lake.spark(), world.data, config, BatchWorld.MORNING);
  }
}
