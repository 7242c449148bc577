package dev.tributary.core.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ConfigException;
import dev.tributary.core.journey.AttributedConversion.ModelCredit;
import dev.tributary.core.journey.Touchpoint;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Models of channels on single conversions. */
class ChannelModelTest {

  private static final Instant AT = Instant.parse("2026-11-08T12:00:00Z");

  private final Attribution attribution = new Attribution(Config.defaults());

  @Test
  void touchesShareInProportionToTheirChannelsEffect() {
    ChannelEffects effects = new ChannelEffects("markov_1", Map.of("A", 0.5, "B", 0.25));
    ModelCredit credit = attribution.credit(journey("A", "B", "new"), 300, effects);
    assertThat(credit.model()).isEqualTo("markov_1");
    assertThat(credit.micros()).containsExactly(666_667, 333_333, 0);
    assertThat(credit.revenueMinor()).containsExactly(200, 100, 0);
  }

  @Test
  void channelsWithoutEffectShareEqually() {
    ChannelEffects effects = new ChannelEffects("markov_1", Map.of("A", 0.0));
    assertThat(attribution.credit(journey("A", "B"), 3, effects).revenueMinor())
        .containsExactly(2, 1);
  }

  @Test
  void anEffectThatIsNoShareIsRefused() {
    assertThatThrownBy(() -> new ChannelEffects("markov_1", Map.of("A", Double.NaN)))
        .hasMessageContaining("The effect of 'A' is NaN");
  }

  @Test
  void subsetSharesAreEqualByChannelThenByTouch() {
    ModelCredit credit = attribution.credit(journey("A", "B", "A", "A"), 3, new SubsetShares());
    assertThat(credit.micros()).containsExactly(166_667, 500_000, 166_667, 166_666);
    // 0.5, 1.5, 0.5, 0.5: all remainders tie, and the two earliest get what is left.
    assertThat(credit.revenueMinor()).containsExactly(1, 2, 0, 0);
  }

  @Test
  void customWeightsByPositionGoOnWithTheLast() {
    Attribution custom = configured("attribution.custom_positions", "3,2,1");
    assertThat(last(custom, journey("A", "A", "A", "A"), 70)).containsExactly(30, 20, 10, 10);
  }

  @Test
  void customWeightsByChannel() {
    Attribution custom = configured("attribution.custom_channels", "Email=2.5, Direct=0");
    assertThat(last(custom, journey("Email", "Direct", "Other"), 70)).containsExactly(50, 0, 20);
    assertThat(last(custom, journey("Direct", "Direct"), 4)).containsExactly(2, 2);
  }

  @Test
  void customCreditFollowsTheRuleModels() {
    assertThat(attribution.creditAll(journey("A"), AT, 1))
        .extracting(ModelCredit::model)
        .containsExactly(
            Arrays.stream(RuleModel.values()).map(RuleModel::wire).toArray(String[]::new));
    assertThat(configured("attribution.custom_positions", "1").creditAll(journey("A"), AT, 1))
        .last()
        .extracting(ModelCredit::model)
        .isEqualTo("custom");
  }

  @Test
  void customWeightsThatAreNoNumbersAreRefused() {
    assertThatThrownBy(() -> configured("attribution.custom_channels", "Email"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("channel=weight pairs");
    assertThatThrownBy(() -> configured("attribution.custom_positions", "1,-1"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("numbers from 0 to 1000");
  }

  @Test
  void withoutTouchesNobodyIsCredited() {
    assertThat(attribution.credit(List.of(), 5, new SubsetShares()).micros()).isEmpty();
  }

  private static Attribution configured(String key, String value) {
    return new Attribution(Config.of(Map.of(key, value)));
  }

  private static long[] last(Attribution attribution, List<Touchpoint> touches, long value) {
    List<ModelCredit> credits = attribution.creditAll(touches, AT, value);
    return credits.get(credits.size() - 1).revenueMinor();
  }

  private static List<Touchpoint> journey(String... channels) {
    return Arrays.stream(channels)
        .map(name -> new Touchpoint("key", AT, "click", name, "s", "m", null, null, null))
        .toList();
  }
}
