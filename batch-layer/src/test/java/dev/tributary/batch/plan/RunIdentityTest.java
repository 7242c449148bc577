package dev.tributary.batch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.BatchRequest;
import dev.tributary.core.view.Boundary;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RunIdentityTest {

  private static final DayPlan PLAN =
      DayPlan.of(
          BatchRequest.day(LocalDate.of(2026, 11, 8)),
          Boundary.NOTHING_PUBLISHED,
          new TreeSet<>(),
          ZoneOffset.UTC);

  @Test
  void theSameRunHasTheSameNamesInOneDirectoryAndOthersInAnother() {
    RunIdentity first = RunIdentity.named("nightly", PLAN, "here", id -> false);

    assertThat(RunIdentity.named("nightly", PLAN, "here", id -> false)).isEqualTo(first);
    assertThat(first.publicationId()).matches("pub-20261108-[0-9a-f]{12}");
    assertThat(RunIdentity.named("nightly", PLAN, "there", id -> false).publicationId())
        .isNotEqualTo(first.publicationId());
  }

  @Test
  void aPublicationThatWasWrittenDownAndNeverMadeLeavesTheRunItsIdAndTakesItsOwn() {
    String neverMade = RunIdentity.named("nightly", PLAN, "here", id -> false).publicationId();

    RunIdentity again = RunIdentity.named("nightly", PLAN, "here", neverMade::equals);

    assertThat(again.runId()).isEqualTo("nightly");
    assertThat(again.publicationId()).isNotEqualTo(neverMade);
  }
}
