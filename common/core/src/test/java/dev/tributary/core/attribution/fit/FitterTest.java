package dev.tributary.core.attribution.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.attribution.paths.PathTableBuilder;
import dev.tributary.core.config.Config;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FitterTest {

  @Test
  void subsetGameSharesEachPathEquallyAndItsIntervalsHoldTheAnswer() {
    ModelFit fit = fitter("models.least_conversions", "8").fit(twoChannels(), "shapley_subset");
    assertThat(fit.shares()).isEqualTo(Map.of("A", 0.75, "B", 0.25));
    assertThat(fit.conversions()).isEqualTo(8);
    assertThat(fit.nulls()).isEqualTo(2);
    assertThat(fit.conversionProbability()).isEqualTo(0.8);
    for (ModelFit.Channel channel : fit.channels()) {
      assertThat(channel.conversions()).isBetween(channel.low(), channel.high());
    }
  }

  @Test
  void driftIsTheShareOfCreditThatChangedChannel() {
    ModelFit fit = fitter("models.least_conversions", "1").fit(twoChannels(), "markov_1");
    Map<String, Double> gone = Map.of("C", 1.0);
    assertThat(fit.driftFrom(fit.shares())).isZero();
    assertThat(fit.driftFrom(gone)).isEqualTo(1, within(1e-12));
  }

  @Test
  void tooFewConversionsAreRefused() {
    assertThatThrownBy(() -> fitter("models.least_conversions", "9").fit(twoChannels(), "markov_1"))
        .isInstanceOf(FitRefused.class)
        .hasMessageContaining("8 conversions")
        .hasMessageContaining("fewer than 9")
        .hasMessageContaining("last good fit stays")
        .hasMessageContaining("longer window");
  }

  @Test
  void equationsThatAreNotSolvedWellEnoughAreRefused() {
    PathTable steep =
        new PathTableBuilder()
            .touch("A")
            .touch("B")
            .touch("A")
            .end(1e-9, 0, 1e9)
            .touch("B")
            .end(10, 0, 3)
            .build();
    assertThatThrownBy(
            () ->
                new Fitter(
                        Config.of(
                            Map.of(
                                "models.least_conversions", "1", "models.largest_residual", "0.0")))
                    .fit(steep, "markov_1"))
        .isInstanceOf(FitRefused.class)
        .hasMessageContaining("are solved to")
        .hasMessageContaining("models.largest_residual");
  }

  private static Fitter fitter(String key, String value) {
    return new Fitter(Config.of(Map.of(key, value, "models.bootstrap_draws", "50")));
  }

  private static PathTable twoChannels() {
    return new PathTableBuilder()
        .touch("A")
        .touch("B")
        .end(4, 0, 1)
        .touch("A")
        .end(4, 0, 1)
        .build();
  }
}
