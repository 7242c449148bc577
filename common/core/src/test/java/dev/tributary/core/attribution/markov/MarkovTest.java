package dev.tributary.core.attribution.markov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.core.attribution.comparison.RandomTables;
import dev.tributary.core.attribution.comparison.RandomTables.Row;
import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.attribution.paths.PathTableBuilder;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkovTest {

  @Provide
  Arbitrary<List<Row>> rows() {
    return RandomTables.rows();
  }

  @Property(tries = 200)
  void agreesWithTheNaiveChain(
      @ForAll("rows") List<Row> rows, @ForAll @IntRange(min = 1, max = 4) int order) {
    PathTable table = RandomTables.table(rows);
    MarkovFit fit = Markov.fit(table, order);
    assertThat(fit.residual()).isLessThan(1e-12);
    for (int channel = 0; channel < table.channels().size(); channel++) {
      double naive = NaiveChain.of(rows, order).removalEffect(table.channels().get(channel));
      assertThat(fit.removalEffects()[channel]).isCloseTo(naive, within(1e-9));
    }
  }

  @Property(tries = 100)
  void keepsItsDigitsWhereNextToNobodyConverts(
      @ForAll("rows") List<Row> rows, @ForAll @IntRange(min = 1, max = 4) int order) {
    List<Row> rare =
        rows.stream()
            .map(row -> new Row(row.path(), row.conversions(), 100_000_000 * row.nulls()))
            .toList();
    PathTable table = RandomTables.table(rare);
    MarkovFit fit = Markov.fit(table, order);
    for (int channel = 0; channel < table.channels().size(); channel++) {
      double naive = NaiveChain.of(rare, order).removalEffect(table.channels().get(channel));
      assertThat(fit.removalEffects()[channel]).isCloseTo(naive, within(1e-11));
    }
  }

  @ParameterizedTest(name = "order {0}")
  @ValueSource(ints = {1, 2, 3, 4})
  void nothingConverts(int order) {
    PathTable table = new PathTableBuilder().touch("A").touch("B").end(0, 0, 5).build();
    MarkovFit fit = Markov.fit(table, order);
    assertThat(fit.removalEffects()).containsExactly(0, 0);
    assertThat(fit.shares()).containsExactly(0, 0);
    assertThat(fit.conversionProbability()).isZero();
  }

  @ParameterizedTest(name = "order {0}")
  @ValueSource(ints = {1, 2, 3, 4})
  void oneChannelEarnsEverything(int order) {
    PathTable table =
        new PathTableBuilder().touch("A").end(3, 0, 7).touch("A").touch("A").end(1, 0, 1).build();
    MarkovFit fit = Markov.fit(table, order);
    assertThat(fit.removalEffects()).containsExactly(1);
    assertThat(fit.conversionProbability()).isCloseTo(1.0 / 3, within(1e-15));
  }

  @ParameterizedTest(name = "order {0}")
  @ValueSource(ints = {1, 2, 3, 4})
  void withoutAnyJourneyThereIsNothingToFit(int order) {
    assertThat(Markov.fit(new PathTableBuilder().build(), order).states()).isZero();
    PathTable untaken = new PathTableBuilder().touch("A").end(0, 0, 0).build();
    assertThat(Markov.fit(untaken, order).removalEffects()).containsExactly(0);
  }

  @ParameterizedTest(name = "order {0}")
  @ValueSource(ints = {1, 2, 3, 4})
  void aChannelThatBeginsEveryPathCarriesEveryConversion(int order) {
    PathTable table =
        new PathTableBuilder()
            .touch("Z")
            .touch("A")
            .end(3, 0, 7)
            .touch("Z")
            .touch("B")
            .touch("A")
            .end(2, 0, 1)
            .touch("Z")
            .end(1, 0, 0)
            .build();
    assertThat(Markov.fit(table, order).removalEffects()[2]).isCloseTo(1, within(1e-15));
  }

  @Test
  void aChannelOnPathsThatNobodyTookHasNoEffect() {
    PathTable table =
        new PathTableBuilder().touch("A").end(1, 0, 1).touch("B").touch("A").end(0, 0, 0).build();
    assertThat(Markov.fit(table, 1).removalEffects()).containsExactly(1, 0);
  }

  @Test
  void oneInverseAgreesWithSeparateSolvesOfTwoHundredChannels() {
    PathTable table = random(200, 3_000, 12);
    Chain chain = ChainBuilder.build(table, 1);
    MarkovFit fit = Markov.fit(table, 1);
    SparseSolver solver = new SparseSolver(chain);
    double all = chain.fromStart(solver.solve(new BitSet()));
    for (int channel = 0; channel < 200; channel += 17) {
      double without = chain.fromStart(solver.solve(chain.statesWith(channel)));
      assertThat(fit.removalEffects()[channel]).isCloseTo(1 - without / all, within(1e-12));
    }
    assertThat(fit.residual()).isLessThan(1e-12);
  }

  @Test
  void manyStatesAreSolvedToTheLastBits() {
    MarkovFit fit = Markov.fit(random(12, 4_000, 12), 4);
    assertThat(fit.states()).isGreaterThan(5_000);
    assertThat(fit.residual()).isLessThan(1e-15);
  }

  @Test
  void eliminationAgreesWithSweeps() {
    Chain chain = ChainBuilder.build(random(6, 200, 8), 2);
    BitSet removed = chain.statesWith(3);
    double[] swept = new SparseSolver(chain).solve(removed);
    double[] eliminated = SparseElimination.solve(chain, removed);
    for (int state = 0; state < swept.length; state++) {
      assertThat(eliminated[state]).isCloseTo(swept[state], within(1e-14));
    }
  }

  @Test
  void aJourneyThatHardlyEverEndsIsStillSolved() {
    PathTableBuilder builder = new PathTableBuilder();
    for (int i = 0; i < 20_000; i++) {
      builder.touch(i % 2 == 0 ? "A" : "B");
    }
    PathTable table = builder.end(1, 0, 0).touch("A").touch("B").end(0, 0, 1).build();
    Chain chain = ChainBuilder.build(table, 1);
    double dense = Markov.fit(table, 1).conversionProbability();
    double sparse = chain.fromStart(new SparseSolver(chain).solve(new BitSet()));
    assertThat(dense).isCloseTo(0.5, within(1e-9));
    assertThat(sparse).isCloseTo(dense, within(1e-9));
  }

  @Test
  void anOrderBeyondFourIsRefused() {
    assertThatThrownBy(() -> Markov.fit(random(2, 2, 2), 5)).hasMessageContaining("order 5");
  }

  private static PathTable random(int channels, int paths, int longest) {
    Random random = new Random(7);
    PathTableBuilder builder = new PathTableBuilder();
    for (int path = 0; path < paths; path++) {
      int touches = 1 + random.nextInt(longest);
      for (int touch = 0; touch < touches; touch++) {
        builder.touch("channel " + random.nextInt(channels));
      }
      builder.end(random.nextInt(5), 0, random.nextInt(9));
    }
    return builder.build();
  }
}
