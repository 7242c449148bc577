package dev.tributary.core.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.attribution.FittedModels.Fit;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ConfigException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FittedModelsTest {

  private static final FittedModels FITS =
      new FittedModels(
          Map.of(
              "markov_2", new Fit("markov_2-a", Map.of("Email", 0.1, "Direct", 1.0 / 3)),
              "shapley_subset", new Fit("shapley_subset-b", Map.of("Email", 2.5))));

  @Test
  void configCarriesThemExactly() {
    assertThat(FittedModels.of(FITS.into(Config.defaults()))).isEqualTo(FITS);
    assertThat(FittedModels.of(Config.defaults()).fits()).isEmpty();
  }

  @Test
  void everyFitCreditsBesideTheRulesAndTheUsersOwnWeights() {
    Config config = FITS.into(Config.of(Map.of("attribution.custom_positions", "3,1")));
    assertThat(FITS.channelModels())
        .extracting(ChannelModel::wire)
        .containsExactly("markov_2", "shapley_subset");
    assertThat(Attribution.models(config)).hasSize(RuleModel.COUNT + 3).doesNotHaveDuplicates();
  }

  @Test
  void effectsThatAreNoJsonAreRefusedWithTheRemedy() {
    Config broken = Config.of(Map.of("models.effects", "{"));
    assertThatThrownBy(() -> FittedModels.of(broken))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("models.effects can't be read")
        .hasMessageContaining("Leave it out");
  }
}
