package dev.tributary.core.attribution.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.attribution.comparison.ModelChoice.Positions;
import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.attribution.paths.PathTableBuilder;
import dev.tributary.core.config.Config;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors that the definitions give, as fractions, to 1e-12. */
class GoldenVectorTest {

  private static final PathTable TABLE =
      new PathTableBuilder()
          .touch("A")
          .touch("B")
          .touch("C")
          .end(3, 30, 2)
          .touch("A")
          .touch("C")
          .end(2, 20, 4)
          .touch("B")
          .end(1, 10, 3)
          .touch("C")
          .touch("A")
          .end(2, 20, 1)
          .touch("A")
          .touch("A")
          .touch("B")
          .end(1, 10, 1)
          .touch("B")
          .touch("C")
          .end(0, 0, 2)
          .build();

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "first_touch,     6,          1,          2,          2/3,     1/9,     2/9",
    "last_touch,      2,          2,          5,          2/9,     2/9,     5/9",
    "last_non_direct, 2,          2,          5,          2/9,     2/9,     5/9",
    "linear,          11/3,       7/3,        3,          11/27,   7/27,    1/3",
    "position_based,  19/5,       2,          16/5,       19/45,   2/9,     16/45",
    "markov_1,        21675/6379, 16016/6379, 19720/6379, 425/624, 77/153,  145/234",
    "markov_2,        225/67,     315/134,    441/134,    50/63,   5/9,     7/9",
    "shapley_subset,  7/2,        5/2,        3,          7/2,     5/2,     3",
    "shapley_rate,    341/72,     59/18,      71/72,      341/1080, 59/270, 71/1080"
  })
  void creditAndWeight(
      String model, String a, String b, String c, String weightA, String weightB, String weightC) {
    assertLines(credit(model, TABLE), List.of(a, b, c), List.of(weightA, weightB, weightC));
  }

  @ParameterizedTest(name = "{0} without nulls")
  @CsvSource({
    "markov_1, 936/265, 126/53, 819/265, 236/315, 59/117, 59/90",
    "markov_2, 18/5,    9/4,    63/20,   8/9,     5/9,    7/9"
  })
  void creditWithoutNulls(
      String model, String a, String b, String c, String weightA, String weightB, String weightC) {
    assertLines(
        credit(model, TABLE.withoutNulls()), List.of(a, b, c), List.of(weightA, weightB, weightC));
  }

  @Test
  void subsetGameByPosition() {
    ModelChoice choice = new ModelChoice(List.of("shapley_subset"), 1, List.of(), Positions.APART);
    List<CreditLine> lines =
        new PathAttribution(choice, Optional.empty(), Config.defaults()).credit(TABLE).lines();
    assertThat(lines)
        .extracting(line -> line.channel() + "@" + line.position())
        .containsExactly("A@1", "A@2", "B@1", "B@2", "B@3", "C@1", "C@2", "C@3");
    assertThat(lines)
        .extracting(CreditLine::conversions)
        .containsExactly(2.25, 1.25, 1.0, 1.0, 0.5, 1.0, 1.0, 1.0);
  }

  private static List<CreditLine> credit(String model, PathTable table) {
    ModelChoice choice = new ModelChoice(List.of(model), 1, List.of(), Positions.TOGETHER);
    return new PathAttribution(choice, Optional.empty(), Config.defaults()).credit(table).lines();
  }

  private static void assertLines(
      List<CreditLine> lines, List<String> conversions, List<String> weights) {
    assertThat(lines).extracting(CreditLine::channel).containsExactly("A", "B", "C");
    for (int i = 0; i < 3; i++) {
      CreditLine line = lines.get(i);
      assertThat(line.conversions()).isCloseTo(fraction(conversions.get(i)), within(1e-12));
      // Each conversion of the vector is worth 10.
      assertThat(line.value()).isCloseTo(10 * fraction(conversions.get(i)), within(1e-11));
      assertThat(line.weight()).isCloseTo(fraction(weights.get(i)), within(1e-12));
    }
  }

  private static double fraction(String text) {
    String[] parts = text.split("/");
    return Double.parseDouble(parts[0]) / (parts.length == 1 ? 1 : Double.parseDouble(parts[1]));
  }
}
