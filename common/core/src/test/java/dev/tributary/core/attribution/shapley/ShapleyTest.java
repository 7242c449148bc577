package dev.tributary.core.attribution.shapley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.attribution.comparison.RandomTables;
import dev.tributary.core.attribution.comparison.RandomTables.Row;
import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.attribution.paths.PathTableBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ShapleyTest {

  @Provide
  Arbitrary<List<Row>> rows() {
    return RandomTables.rows();
  }

  @Property(tries = 150)
  void subsetGameAgreesWithEveryOrderOfJoining(@ForAll("rows") List<Row> rows) {
    PathTable table = RandomTables.table(rows);
    double[] naive =
        overAllOrders(
            table.channels(),
            set ->
                rows.stream()
                    .filter(row -> set.containsAll(row.path()))
                    .mapToDouble(Row::conversions)
                    .sum());
    assertThat(SubsetGame.values(table)).containsExactly(naive, within(1e-9));
  }

  @Property(tries = 150)
  void rateGameAgreesWithEveryOrderOfJoining(@ForAll("rows") List<Row> rows) {
    PathTable table = RandomTables.table(rows);
    double[] naive = overAllOrders(table.channels(), set -> rate(rows, set));
    assertThat(RateGame.values(table)).containsExactly(naive, within(1e-9));
  }

  @Property(tries = 100)
  void positionsOfAChannelSumToItsValue(@ForAll("rows") List<Row> rows) {
    PathTable table = RandomTables.table(rows);
    double[] sums =
        Arrays.stream(SubsetGame.valuesByPosition(table))
            .mapToDouble(positions -> Arrays.stream(positions).sum())
            .toArray();
    assertThat(sums).containsExactly(SubsetGame.values(table), within(1e-9));
  }

  @Test
  void twentyOneChannelsAreRefusedByTheRateGame() {
    PathTableBuilder builder = new PathTableBuilder();
    for (int channel = 0; channel < 21; channel++) {
      builder.touch("channel " + channel);
    }
    PathTable table = builder.end(1, 0, 0).build();
    assertThatThrownBy(() -> RateGame.values(table)).hasMessageContaining("here are 21");
  }

  private static double rate(List<Row> rows, Set<String> set) {
    double conversions = 0;
    double all = 0;
    for (Row row : rows) {
      if (set.equals(new HashSet<>(row.path()))) {
        conversions += row.conversions();
        all += row.conversions() + row.nulls();
      }
    }
    return all == 0 ? 0 : conversions / all;
  }

  /** The definition of the Shapley value: the mean, over all orders, of what each one adds. */
  private static double[] overAllOrders(
      List<String> channels, ToDoubleFunction<Set<String>> worth) {
    double[] added = new double[channels.size()];
    int[] orders = new int[1];
    join(channels, new ArrayList<>(), worth, added, orders);
    return Arrays.stream(added).map(sum -> sum / orders[0]).toArray();
  }

  private static void join(
      List<String> channels,
      List<String> joined,
      ToDoubleFunction<Set<String>> worth,
      double[] added,
      int[] orders) {
    if (joined.size() == channels.size()) {
      orders[0]++;
      for (int i = 0; i < joined.size(); i++) {
        added[channels.indexOf(joined.get(i))] +=
            worth.applyAsDouble(new HashSet<>(joined.subList(0, i + 1)))
                - worth.applyAsDouble(new HashSet<>(joined.subList(0, i)));
      }
      return;
    }
    for (String channel : channels) {
      if (!joined.contains(channel)) {
        joined.add(channel);
        join(channels, joined, worth, added, orders);
        joined.remove(joined.size() - 1);
      }
    }
  }
}
