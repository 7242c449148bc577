package dev.tributary.core.attribution.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.attribution.comparison.ModelChoice.Positions;
import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.attribution.paths.PathTableBuilder;
import dev.tributary.core.config.Config;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Path tables at the edge of sense have defined answers under every model. */
class DegenerateTablesTest {

  private static final List<String> MODELS =
      List.of(
          "first_touch",
          "last_touch",
          "last_non_direct",
          "linear",
          "position_based",
          "markov_1",
          "markov_2",
          "markov_3",
          "markov_4",
          "shapley_subset",
          "shapley_rate");

  @Test
  void withoutConversionsNobodyEarns() {
    PathTable table =
        new PathTableBuilder().touch("A").touch("B").end(0, 0, 5).touch("B").end(0, 0, 2).build();

    assertThat(credit(table))
        .allSatisfy(
            line -> assertThat(line.conversions() == null ? 0 : line.conversions()).isZero());
  }

  @Test
  void valueThatNoWeightSharesOutIsEmptyAndSaidToBe() {
    PathTable table =
        new PathTableBuilder().touch("A").touch("B").end(0, 7, 5).touch("A").end(0, 3, 0).build();

    for (Positions positions : Positions.values()) {
      ModelAnswer answer = answer(table, MODELS, positions);
      assertThat(answer.lines())
          .filteredOn(line -> line.model().matches("(markov|shapley)_.*"))
          .hasSize(12)
          .allSatisfy(line -> assertThat(line.value()).isNull())
          .allSatisfy(line -> assertThat(line.conversions()).isZero());
      assertThat(answer.lines())
          .filteredOn(line -> line.model().equals("linear"))
          .extracting(CreditLine::value)
          .containsExactly(6.5, 3.5);
      assertThat(answer.notes())
          .filteredOn(note -> note.contains("weight"))
          .contains(
              "markov_1: every weight is zero (no path converted), so the value of 10.0 can't be"
                  + " shared by them and is left empty.")
          .hasSize(6);
    }
  }

  @Test
  void withoutValueEveryChannelEarnsNone() {
    PathTable table = new PathTableBuilder().touch("A").touch("B").end(0, 0, 5).build();

    assertThat(answer(table, MODELS, Positions.TOGETHER).notes())
        .noneMatch(note -> note.contains("weight"));
    assertThat(credit(table)).allSatisfy(line -> assertThat(line.value()).isZero());
  }

  @Test
  void withoutNullsEveryConversionIsCredited() {
    PathTable table =
        new PathTableBuilder().touch("A").touch("B").end(3, 9, 0).touch("B").end(1, 4, 0).build();

    sums(table).forEach((model, sum) -> assertThat(sum).as(model).isCloseTo(4, within(1e-12)));
  }

  @Test
  void theOnlyChannelEarnsEverything() {
    PathTable table =
        new PathTableBuilder().touch("A").end(3, 0, 2).touch("A").touch("A").end(1, 0, 0).build();

    assertThat(credit(table)).hasSize(MODELS.size());
    assertThat(credit(table))
        .allSatisfy(line -> assertThat(line.conversions()).isCloseTo(4, within(1e-12)));
  }

  @Test
  void aPathOfAMillionTouchesIsSharedAsExactlyAsAShortOne() {
    PathTableBuilder builder = new PathTableBuilder();
    for (int touch = 0; touch < 333_333; touch++) {
      builder.touch("A").touch("B").touch("C");
    }

    assertThat(credit(builder.end(1, 1, 0).build(), List.of("linear")))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line.conversions()).isCloseTo(1 / 3.0, within(1e-15)));
  }

  @Test
  void channelThatNobodyReachedEarnsNothing() {
    PathTable table =
        new PathTableBuilder().touch("A").end(3, 0, 1).touch("A").touch("Z").end(0, 0, 0).build();

    assertThat(credit(table))
        .filteredOn(line -> line.channel().equals("Z"))
        .hasSize(MODELS.size())
        .filteredOn(line -> !line.model().equals("shapley_rate"))
        .allSatisfy(line -> assertThat(line.conversions()).isCloseTo(0, within(1e-12)));
    // v(A) = 3/4; the untaken set {A, Z} is worth 0, as {Z} is: Z takes from A in half the orders.
    assertThat(credit(table))
        .filteredOn(line -> line.model().equals("shapley_rate"))
        .extracting(CreditLine::channel, CreditLine::conversions, CreditLine::weight)
        .containsExactly(tuple("A", null, 0.375), tuple("Z", null, -0.375));
  }

  @Test
  void directIsDirectHoweverItIsSpelt() {
    PathTableBuilder builder = new PathTableBuilder();
    for (String direct : List.of("Direct", "direct", "(direct)", "DIRECT")) {
      builder.touch("Email").touch(direct).end(1, 0, 0);
    }
    builder.touch("direct").end(2, 0, 0).touch("Email").touch("Direct mail").end(1, 0, 0);

    assertThat(
            credit(builder.build()).stream()
                .filter(line -> line.model().equals("last_non_direct"))
                .filter(line -> line.conversions() > 0)
                .map(line -> line.channel() + " " + line.conversions()))
        .containsExactly("Direct mail 1.0", "Email 4.0", "direct 2.0");
  }

  @Test
  void ratesHoweverSmallAreSharedByTheirPhi() {
    PathTable table =
        new PathTableBuilder()
            .touch("A")
            .end(3, 0, 1e15)
            .touch("B")
            .end(1, 0, 1e15)
            .touch("A")
            .touch("B")
            .end(4, 0, 1e15)
            .build();

    assertThat(
            credit(table).stream()
                .filter(line -> line.model().equals("shapley_rate"))
                .mapToDouble(CreditLine::conversions)
                .toArray())
        .containsExactly(new double[] {6, 2}, within(1e-9));
  }

  @Test
  void twoHundredChannelsAreCreditedWhole() {
    PathTableBuilder builder = new PathTableBuilder();
    for (int i = 0; i < 600; i++) {
      builder.touch("channel " + i % 200).touch("channel " + i * 7 % 200).end(1, 0, i % 3);
    }

    sums(builder.build())
        .forEach((model, sum) -> assertThat(sum).as(model).isCloseTo(600, within(1e-6)));
  }

  /** Credit by model, of the models that share credit out on this table. */
  private static Map<String, Double> sums(PathTable table) {
    return credit(table).stream()
        .filter(line -> line.conversions() != null)
        .collect(
            Collectors.groupingBy(
                CreditLine::model, Collectors.summingDouble(CreditLine::conversions)));
  }

  private static List<CreditLine> credit(PathTable table) {
    return credit(table, MODELS);
  }

  private static List<CreditLine> credit(PathTable table, List<String> models) {
    return answer(table, models, Positions.TOGETHER).lines();
  }

  private static ModelAnswer answer(PathTable table, List<String> models, Positions positions) {
    ModelChoice choice = new ModelChoice(models, 1, List.of(), positions);
    return new PathAttribution(choice, Optional.empty(), Config.defaults()).credit(table);
  }
}
