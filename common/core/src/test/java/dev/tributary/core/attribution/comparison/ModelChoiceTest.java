package dev.tributary.core.attribution.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.attribution.comparison.ModelChoice.Game;
import dev.tributary.core.attribution.comparison.ModelChoice.Positions;
import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.attribution.paths.PathTableBuilder;
import dev.tributary.core.config.Config;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelChoiceTest {

  @Test
  void theUsualModelsWhereNoneIsNamed() {
    assertThat(wires(new ModelChoice(List.of(), 1, List.of(), Positions.TOGETHER)))
        .containsExactly(
            "first_touch",
            "last_touch",
            "last_non_direct",
            "linear",
            "position_based",
            "markov_1",
            "shapley_subset",
            "shapley_rate");
  }

  @Test
  void orderAndGameSpellOutTheFamily() {
    List<String> names = List.of("shapley", "markov", "markov_2");
    assertThat(wires(new ModelChoice(names, 3, List.of(Game.RATE), Positions.TOGETHER)))
        .containsExactly("shapley_rate", "markov_3", "markov_2");
  }

  @Test
  void aTypoIsAnsweredWithTheNearestName() {
    assertThatThrownBy(() -> wires(named("last_tuch")))
        .isInstanceOf(ModelChoiceException.class)
        .hasMessageStartingWith("There is no model 'last_tuch'; the nearest is 'last_touch'.");
  }

  @Test
  void aNameNearNoModelIsAnsweredWithTheListAlone() {
    assertThatThrownBy(() -> wires(named("foo")))
        .hasMessageStartingWith("There is no model 'foo'. The models are first_touch, last_touch,");
    assertThatThrownBy(() -> wires(named("decay")))
        .hasMessageStartingWith("There is no model 'decay'; the nearest is 'time_decay'. The");
  }

  @Test
  void timeDecayIsRefusedWithASentence() {
    assertThatThrownBy(() -> wires(named("time_decay")))
        .isInstanceOf(ModelChoiceException.class)
        .hasMessageContaining("a path tells the order of the touches but not their times");
  }

  @Test
  void customWithoutWeightsIsRefused() {
    assertThatThrownBy(() -> wires(named("custom")))
        .hasMessageContaining("The model custom has no weights");
  }

  @Test
  void anOrderBeyondFourIsRefused() {
    assertThatThrownBy(() -> new ModelChoice(List.of(), 5, List.of(), Positions.TOGETHER))
        .hasMessageContaining("no markov model of order 5");
  }

  @Test
  void aNegativePhiIsGivenAloneWithASentence() {
    PathTable table =
        new PathTableBuilder().touch("A").end(9, 9, 1).touch("A").touch("B").end(1, 1, 9).build();
    ModelAnswer answer = credit(named("shapley_rate"), table, Optional.empty());
    // v(A) = 0.9, v(AB) = 0.1: φ(A) = (0.9 + 0.1) / 2, φ(B) = (0 - 0.8) / 2
    assertThat(answer.lines())
        .extracting(CreditLine::weight)
        .usingElementComparator((left, right) -> Math.abs(left - right) < 1e-12 ? 0 : 1)
        .containsExactly(0.5, -0.4);
    assertThat(answer.lines()).extracting(CreditLine::conversions).containsOnlyNulls();
    assertThat(answer.notes()).singleElement().asString().contains("phi is negative for B");
  }

  @Test
  void aNoteRepeatsOnlyTheBeginningOfALongName() {
    String longName = "B".repeat(5_000_000);
    PathTable table =
        new PathTableBuilder()
            .touch("A")
            .end(9, 9, 1)
            .touch("A")
            .touch(longName)
            .end(1, 1, 9)
            .build();

    assertThat(credit(named("shapley_rate"), table, Optional.empty()).notes())
        .singleElement()
        .asString()
        .contains("phi is negative for " + "B".repeat(60) + "… (paths");
  }

  @Test
  void markovTellsHowWellItsEquationsAreSolved() {
    PathTable table =
        new PathTableBuilder().touch("A").end(9, 9, 1).touch("A").touch("B").end(1, 1, 9).build();
    assertThat(credit(named("markov_1"), table, Optional.empty()).notes())
        .singleElement()
        .asString()
        .matches("markov_1: solved with a residual of \\d\\.\\de[-+]\\d+\\.")
        .satisfies(
            note -> {
              String figure = note.substring(note.indexOf("of ") + 3, note.length() - 1);
              assertThat(Double.parseDouble(figure)).isLessThan(1e-12);
            });
  }

  @Test
  void ofTwentyTwoChannelsTheThreeRarestAreGrouped() {
    PathTableBuilder builder = new PathTableBuilder();
    for (int channel = 0; channel < 22; channel++) {
      builder.touch(String.format("c%02d", channel)).end(100 - channel, 0, 0);
    }
    ModelAnswer answer = credit(named("shapley_rate"), builder.build(), Optional.empty());
    assertThat(answer.lines()).hasSize(20);
    assertThat(answer.lines().get(0).channel()).isEqualTo("(other)");
    assertThat(answer.notes().get(0)).contains("grouped as (other): c19, c20, c21.");
  }

  @Test
  void aChannelThatIsNamedAsTheGroupStaysApartFromIt() {
    PathTableBuilder builder = new PathTableBuilder().touch("(other)").end(500, 0, 0);
    for (int channel = 0; channel < 21; channel++) {
      builder.touch(String.format("c%02d", channel)).end(100 - channel, 0, 0);
    }

    ModelAnswer answer = credit(named("shapley_rate"), builder.build(), Optional.empty());

    assertThat(answer.lines()).extracting(CreditLine::channel).contains("(other)", "(other)*");
    assertThat(answer.lines()).hasSize(20);
    assertThat(answer.notes().get(0)).contains("grouped as (other)*: c18, c19, c20.");
  }

  @Test
  void theSameSeedGivesTheSameIntervals() {
    PathTable table =
        new PathTableBuilder()
            .touch("A")
            .touch("B")
            .end(40, 0, 60)
            .touch("B")
            .end(2_000, 0, 10)
            .build();
    Optional<Bootstrap> bootstrap = Optional.of(new Bootstrap(300, 5));
    ModelAnswer answer = credit(named("last_touch", "linear"), table, bootstrap);
    assertThat(credit(named("last_touch", "linear"), table, bootstrap)).isEqualTo(answer);
    CreditLine linear = answer.lines().get(2);
    // 20 of A come from a count of 40: a standard error of about 3.2, so about 14 to 26.
    assertThat(linear.channel()).isEqualTo("A");
    assertThat(linear.low()).isBetween(11.0, 17.0);
    assertThat(linear.high()).isBetween(23.0, 29.0);
  }

  @Test
  void anIntervalOfFewDrawsIsNone() {
    assertThatThrownBy(() -> new Bootstrap(39, 1))
        .isInstanceOf(ModelChoiceException.class)
        .hasMessage(
            "The middle 95 % of 39 bootstrap draws can't be told. Choose a number from 40 to"
                + " 100000.");
    assertThat(new Bootstrap(40, 1).draws()).isEqualTo(40);
  }

  @Test
  void positionsNeedTheModelThatTellsThemApart() {
    ModelChoice rate =
        new ModelChoice(List.of("linear", "shapley"), 1, List.of(Game.RATE), Positions.APART);

    assertThatThrownBy(() -> rate.models(Config.defaults()))
        .isInstanceOf(ModelChoiceException.class)
        .hasMessage(
            "Only shapley_subset tells positions apart, and it is none of the models asked for"
                + " (linear, shapley_rate). Name it too, or leave --by-position out.");
    assertThat(
            wires(
                new ModelChoice(
                    List.of("linear", "shapley_subset"), 1, List.of(), Positions.APART)))
        .containsExactly("linear", "shapley_subset");
  }

  private static ModelChoice named(String... names) {
    return new ModelChoice(List.of(names), 1, List.of(), Positions.TOGETHER);
  }

  private static List<String> wires(ModelChoice choice) {
    return choice.models(Config.defaults()).stream().map(PathModel::wire).toList();
  }

  private static ModelAnswer credit(
      ModelChoice choice, PathTable table, Optional<Bootstrap> bootstrap) {
    return new PathAttribution(choice, bootstrap, Config.defaults()).credit(table);
  }
}
