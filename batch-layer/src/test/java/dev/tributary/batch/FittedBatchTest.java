package dev.tributary.batch;

import static dev.tributary.batch.Arrivals.order;
import static dev.tributary.batch.BatchWorld.november;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.batch.fit.FitRow;
import dev.tributary.core.attribution.markov.Markov;
import dev.tributary.core.config.Config;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FittedBatchTest {

  private static final Config CONFIG =
      Config.of(
          Map.of(
              "models.fitted", "markov_1,shapley_subset",
              "models.least_conversions", "1",
              "models.bootstrap_draws", "20"));

  /** A night of it: no fit yet, two fits, the credit by them, a later fit. */
  @Test
  void batchCreditsByTheCurrentFitsAndPinsThem(@TempDir Path root) {
    BatchWorld world = new BatchWorld(root);
    FourShoppers.arriveIn(world);

    BatchSummary early = batch(world);
    assertThat(early.notes())
        .anyMatch(note -> note.contains("markov_1 (models.fitted) has no fit"));

    List<FitRow> markov = fit(world, "markov_1");
    List<FitRow> shapley = fit(world, "shapley_subset");
    BatchSummary fitted = batch(world);

    assertThat(fitted.publicationId()).isNotEqualTo(early.publicationId());
    double[] effects = Markov.fit(FourShoppers.paths(), 1).removalEffects();
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
    assertThat(batch(world).notes()).anyMatch(note -> note.startsWith("Nothing changed"));

    world.arrive(order("carl", "C-1", 500, "2026-11-08T15:00:00Z"));
    batch(world);
    FitRow later = fit(world, "shapley_subset").get(0);
    assertThat(later.driftFrom()).isEqualTo(shapley.get(0).fitId());
    // Email had 1.5 of 2 conversions and has 1.5 of 3 now.
    assertThat(later.drift()).isEqualTo(0.25, within(1e-12));
  }

  private static List<FitRow> fit(BatchWorld world, String model) {
    return new ModelFitting(world.lake.spark(), world.data, CONFIG, BatchWorld.MORNING)
        .fit(new FitRequest(november(7), november(8), List.of(model)));
  }

  private static BatchSummary batch(BatchWorld world) {
    return world.batch(Step.Listener.NONE, CONFIG).run(BatchRequest.day(november(8)));
  }
}
