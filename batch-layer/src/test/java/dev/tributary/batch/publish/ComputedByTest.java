package dev.tributary.batch.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.view.Boundary;
import dev.tributary.core.view.PublicationNote;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ComputedByTest {

  private static final LocalDate SEVENTH = LocalDate.of(2026, 11, 7);
  private static final LocalDate EIGHTH = LocalDate.of(2026, 11, 8);

  @Test
  void aDayThatComesAlongOnceMoreStaysWithThePublicationThatComputedIt() {
    PublicationNote before =
        new PublicationNote(
            "pub-2",
            new Boundary(Instant.parse("2026-11-09T00:00:00Z")),
            Map.of(SEVENTH, "pub-2", EIGHTH, "pub-2"));
    String first = "{\"publication_id\":\"pub-1\",\"raw_version\":3}";

    String computedBy =
        ComputedBy.json(
            new TreeSet<>(List.of(SEVENTH, EIGHTH)),
            before,
            List.of(row("pub-2", "{\"2026-11-07\":" + first + "}")));

    assertThat(computedBy)
        .isEqualTo(
            "{\"2026-11-07\":"
                + first
                + ",\"2026-11-08\":{\"publication_id\":\"pub-2\",\"raw_version\":7,"
                + "\"rule_version\":\"rules\",\"model_versions\":{\"markov_1\":\"fit-1\"},"
                + "\"channel_rules\":[{\"effective_from\":null,\"version\":\"ours-1\"}]}}");
  }

  @Test
  void aPublicationOfAnEarlierReleaseComputedItsDays() {
    PublicationNote before =
        new PublicationNote(
            "pub-1", new Boundary(Instant.parse("2026-11-09T00:00:00Z")), Map.of(EIGHTH, "pub-1"));

    assertThat(ComputedBy.json(new TreeSet<>(List.of(EIGHTH)), before, List.of(row("pub-1", null))))
        .startsWith("{\"2026-11-08\":{\"publication_id\":\"pub-1\",\"raw_version\":7");
  }

  private static PublicationRow row(String id, String computedBy) {
    Instant at = Instant.parse("2026-11-09T03:00:00Z");
    String sets = "[{\"effective_from\":null,\"version\":\"ours-1\"}]";
    String fits = "{\"markov_1\":\"fit-1\"}";
    return new PublicationRow(
        id, "run", EIGHTH, at, 7, "{}", "rules", sets, fits, at, "{}", computedBy, "{}");
  }
}
