package dev.tributary.core.attribution.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.attribution.comparison.ModelChoice.Positions;
import dev.tributary.core.attribution.comparison.RandomTables.Row;
import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.config.Config;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every model on every path table. */
class PathLawsTest {

  private static final Config CONFIG =
      Config.of(
          Map.of("attribution.custom_positions", "3,2,1", "attribution.custom_channels", "A=2"));

  private static final ModelChoice EVERY_MODEL =
      new ModelChoice(
          List.of(
              "first_touch",
              "last_touch",
              "last_non_direct",
              "linear",
              "position_based",
              "custom",
              "markov_1",
              "markov_2",
              "markov_3",
              "markov_4",
              "shapley_subset",
              "shapley_rate"),
          1,
          List.of(),
          Positions.TOGETHER);

  @Provide
  Arbitrary<List<Row>> rows() {
    return RandomTables.rows();
  }

  @Property(tries = 300)
  void creditSumsToWhatConverted(@ForAll("rows") List<Row> rows) {
    PathTable table = RandomTables.table(rows);
    Map<String, List<CreditLine>> byModel =
        credit(table).stream()
            .filter(line -> line.conversions() != null)
            .collect(Collectors.groupingBy(CreditLine::model));
    byModel.forEach(
        (model, lines) -> {
          assertThat(lines.stream().mapToDouble(CreditLine::conversions).sum())
              .as(model)
              .isCloseTo(table.totalConversions(), within(1e-9));
          assertThat(lines.stream().mapToDouble(CreditLine::value).sum())
              .as(model)
              .isCloseTo(table.totalValue(), within(1e-9));
          assertThat(lines).allMatch(line -> line.conversions() >= 0);
        });
  }

  @Property(tries = 200)
  void theOrderOfRowsChangesNoDigit(@ForAll("rows") List<Row> rows, @ForAll long seed) {
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(credit(RandomTables.decimals(shuffled)))
        .isEqualTo(credit(RandomTables.decimals(rows)));
    assertThat(byPosition(shuffled)).isEqualTo(byPosition(rows));
  }

  @Property(tries = 200)
  void rowsOfOnePathMergeToTheLastDigit(@ForAll("rows") List<Row> rows) {
    assertThat(credit(RandomTables.table(RandomTables.split(rows))))
        .isEqualTo(credit(RandomTables.table(rows)));
  }

  @Property(tries = 20)
  void intervalsDoNotHangOnTheOrderOfRows(@ForAll("rows") List<Row> rows, @ForAll long seed) {
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));
    ModelChoice models =
        new ModelChoice(List.of("linear", "markov_1"), 1, List.of(), Positions.TOGETHER);
    PathAttribution attribution =
        new PathAttribution(models, Optional.of(new Bootstrap(40, seed)), CONFIG);

    List<CreditLine> lines = attribution.credit(RandomTables.table(rows)).lines();
    List<CreditLine> others = attribution.credit(RandomTables.table(shuffled)).lines();

    assertThat(others).extracting(CreditLine::low).isEqualTo(each(lines, CreditLine::low));
    assertThat(others).extracting(CreditLine::high).isEqualTo(each(lines, CreditLine::high));
  }

  private static List<Double> each(List<CreditLine> lines, Function<CreditLine, Double> bound) {
    return lines.stream().map(bound).toList();
  }

  private static List<CreditLine> byPosition(List<Row> rows) {
    ModelChoice apart = new ModelChoice(List.of("shapley_subset"), 1, List.of(), Positions.APART);
    return new PathAttribution(apart, Optional.empty(), CONFIG)
        .credit(RandomTables.decimals(rows))
        .lines();
  }

  private static List<CreditLine> credit(PathTable table) {
    return new PathAttribution(EVERY_MODEL, Optional.empty(), CONFIG).credit(table).lines();
  }
}
