package dev.tributary.batch;

import static dev.tributary.batch.BatchWorld.november;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.batch.fit.FitRequest;
import dev.tributary.batch.fit.FitRow;
import dev.tributary.batch.fit.ModelFitting;
import dev.tributary.batch.fit.StoredFits;
import dev.tributary.batch.publish.PublicationRow;
import dev.tributary.batch.publish.Publications;
import dev.tributary.core.attribution.fit.FitRefused;
import dev.tributary.core.attribution.markov.Markov;
import dev.tributary.core.attribution.markov.MarkovFit;
import dev.tributary.core.config.Config;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFittingTest {

  private static final Config CONFIG =
      Config.of(
          Map.of(
              "models.fitted", "markov_1,shapley_subset",
              "models.least_conversions", "2",
              "models.bootstrap_draws", "40"));

  private static BatchWorld world;

  /** Before anybody has fitted anything. */
  private static BatchSummary early;

  private static List<FitRow> markov;
  private static List<FitRow> shapleyOfOneDay;
  private static List<FitRow> shapley;

  /** One for all tests: every publication takes seconds. */
  @BeforeAll
  static void publishedDaysWithFits(@TempDir Path root) {
    world = new BatchWorld(root);
    FiveShoppers.arriveIn(world);
    early = world.run(BatchRequest.days(november(7), november(8)), CONFIG);
    markov = fit("markov_1", november(7), BatchWorld.MORNING);
    shapleyOfOneDay = fit("shapley_subset", november(8), BatchWorld.MORNING);
    shapley = fit("shapley_subset", november(7), later());
  }

  @Test
  void everyPersonIsReadConvertingOrNot() {
    FitRow row = markov.get(0);
    assertThat(row.paths()).isEqualTo(3);
    assertThat(row.totalConversions()).isEqualTo(3);
    assertThat(row.totalNulls()).isEqualTo(2);
    assertThat(row.fromDay()).isEqualTo(november(7));
    assertThat(row.toDay()).isEqualTo(november(8));
    assertThat(row.publications()).contains("2026-11-07").contains("2026-11-08");
  }

  @Test
  void fitIsCoresFitOfTheSamePathsWithIntervals() {
    MarkovFit expected = Markov.fit(FiveShoppers.paths(), 1);
    assertThat(markov).extracting(FitRow::channel).containsExactly("Email", "Paid Search");
    for (int i = 0; i < markov.size(); i++) {
      FitRow row = markov.get(i);
      assertThat(row.effect()).isEqualTo(expected.removalEffects()[i]);
      assertThat(row.conversions()).isEqualTo(3 * expected.shares()[i], within(1e-12));
      assertThat(row.conversionsLow()).isLessThanOrEqualTo(row.conversions());
      assertThat(row.conversionsHigh()).isGreaterThanOrEqualTo(row.conversions());
      assertThat(row.residual()).isEqualTo(expected.residual());
    }
  }

  @Test
  void driftIsMeasuredFromTheModelsFitBefore() {
    assertThat(shapleyOfOneDay.get(0).drift()).isNull();
    assertThat(shapley.get(0).driftFrom()).isEqualTo(shapleyOfOneDay.get(0).fitId());
    // Email had 1.5 of 2 conversions and has 2.5 of 3 now.
    assertThat(shapley.get(0).drift()).isEqualTo(2.5 / 3 - 1.5 / 2, within(1e-12));
  }

  @Test
  void sameFitAgainChangesNothing() {
    assertThat(fit("markov_1", november(7), later())).isEqualTo(markov);
    assertThat(new StoredFits(world.lake).current("markov_1")).isEqualTo(markov);
    assertThat(fitting(later()).notes(markov)).isEmpty();
  }

  @Test
  void anEarlierFitAskedForAgainSaysThatItIsNotTheCurrentOne() {
    assertThat(fitting(later()).notes(shapleyOfOneDay))
        .singleElement()
        .asString()
        .startsWith(shapleyOfOneDay.get(0).fitId() + " was fitted before and is kept as it was")
        .contains("by " + shapley.get(0).fitId() + ", of 2026-11-07 to 2026-11-08");
  }

  @Test
  void windowWithTooFewConversionsIsRefusedAndTheLastGoodFitStays() {
    assertThatThrownBy(
            () ->
                fitting(later()).fit(new FitRequest(november(7), november(7), List.of("markov_1"))))
        .isInstanceOf(FitRefused.class)
        .hasMessageContaining("1 conversions")
        .hasMessageContaining("last good fit stays");
    assertThat(new StoredFits(world.lake).current("markov_1")).isEqualTo(markov);
  }

  @Test
  void dayThatIsNotPublishedIsRefused() {
    assertThatThrownBy(
            () ->
                fitting(later()).fit(new FitRequest(november(7), november(9), List.of("markov_1"))))
        .isInstanceOf(BatchRefusal.class)
        .hasMessageContaining("2026-11-09 is not published");
  }

  @Test
  void batchCreditsByTheCurrentFitsAndPinsThem() {
    BatchSummary fitted = world.run(BatchRequest.day(november(8)), CONFIG);

    assertThat(early.notes())
        .anyMatch(note -> note.contains("markov_1 (models.fitted) has no fit"));
    assertThat(fitted.publicationId()).isNotEqualTo(early.publicationId());
    double[] effects = Markov.fit(FiveShoppers.paths(), 1).removalEffects();
    long email = Math.round(1_000_000 * effects[0] / (effects[0] + effects[1]));
    assertThat(world.micros(november(8), "markov_1"))
        .isEqualTo(Map.of("Email", 1_000_000 + email, "Paid Search", 1_000_000 - email));
    assertThat(world.micros(november(8), "shapley_subset"))
        .isEqualTo(Map.of("Email", 1_500_000L, "Paid Search", 500_000L));
    assertThat(new Publications(world.lake).named(List.of(fitted.publicationId())).get(0))
        .extracting(PublicationRow::modelVersions)
        .asString()
        .contains("\"markov_1\":\"" + markov.get(0).fitId() + "\"")
        .contains("\"shapley_subset\":\"" + shapley.get(0).fitId() + "\"");
    assertThat(new Publications(world.lake).named(List.of(fitted.publicationId())).get(0))
        .extracting(PublicationRow::channelRules)
        .isEqualTo("[{\"effective_from\":null,\"version\":\"ga4-2026-11\"}]");
    assertThat(world.run(BatchRequest.day(november(8)), CONFIG).notes())
        .anyMatch(note -> note.startsWith("Nothing changed"));
  }

  private static List<FitRow> fit(String model, LocalDate from, Clock clock) {
    return fitting(clock).fit(new FitRequest(from, november(8), List.of(model)));
  }

  private static ModelFitting fitting(Clock clock) {
    return new ModelFitting(world.lake.spark(), world.data, CONFIG, clock);
  }

  private static Clock later() {
    return Clock.offset(BatchWorld.MORNING, Duration.ofSeconds(1));
  }
}
