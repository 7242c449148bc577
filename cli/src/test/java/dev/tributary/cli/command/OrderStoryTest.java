package dev.tributary.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.classify.RuleBook.InForce;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.KeptRules;
import dev.tributary.serving.explain.OrderExplanation;
import dev.tributary.serving.explain.OrderExplanation.Adjustment;
import dev.tributary.serving.explain.OrderExplanation.Origin;
import dev.tributary.serving.explain.OrderExplanation.Provenance;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A figure is told with the rules that made it, and not with those that are in force by now. */
class OrderStoryTest {

  private static final Instant NOON = Instant.parse("2026-11-08T12:00:00Z");
  private static final InForce OURS = new InForce("ours-1", LocalDate.of(2026, 11, 1));
  private static final InForce SHIPPED = new InForce("ga4-2026-05", null);

  @TempDir Path folder;

  @Test
  void publishedOrderNamesTheRulesOfItsPublicationBesideThoseThatReadItNow() {
    String version = kept().keep(Config.defaults());
    Path settings = folder.resolve("rule-versions").resolve(version).resolve("settings.yaml");

    assertThat(story("pub-1", version, List.of(SHIPPED), List.of(new InForce("contra-1", null))))
        .contains(
            "Published by the channel rules contra-1 as configured; its touches are read here by"
                + " ga4-2026-05 as configured",
            "What the rules "
                + version
                + " are is kept in "
                + settings.getParent()
                + ": --config "
                + settings
                + " explains by them.");
    assertThat(story("pub-1", version, List.of(OURS), List.of(OURS)))
        .contains("Published by the channel rules ours-1 from 2026-11-01 on");
  }

  @Test
  void orderThatIsNotPublishedNamesTheRulesOfToday() {
    assertThat(story(null, null, List.of(OURS), List.of()))
        .contains("Channel rules ours-1 from 2026-11-01 on")
        .noneMatch(line -> line.contains("kept"));
  }

  @Test
  void rulesThatAnEarlierReleasePublishedWereNotKept() {
    assertThat(story("pub-1", "cafe00000001", List.of(SHIPPED), List.of()))
        .contains(
            "Channel rules ga4-2026-05 as configured",
            "What the rules cafe00000001 are was not kept here: an earlier release or another"
                + " machine published them.");
  }

  @Test
  void adjustmentIsSaidToCountAsFarAsItDoes() {
    assertThat(
            story(
                List.of(
                    adjusted(10_000, 7_000, "posted", "The refund leaves."),
                    adjusted(7_000, 0, "over_refund", "The refund leaves. A part doesn't count."),
                    adjusted(0, 0, "over_refund", "The refund does not count."),
                    adjusted(0, 0, "other_currency", "The change does not count."),
                    adjusted(0, 0, "no_change", "The cancellation leaves."))))
        .containsSequence(
            "The refund leaves. Counts on 2026-11-09, final.",
            "The refund leaves. A part doesn't count. What counts posts on 2026-11-09, final.",
            "The refund does not count.",
            "The change does not count.",
            "The cancellation leaves. Counts on 2026-11-09, final.");
  }

  private static Adjustment adjusted(
      long beforeMinor, long afterMinor, String outcome, String sentence) {
    return new Adjustment(
        "r",
        "refund",
        NOON,
        LocalDate.of(2026, 11, 9),
        "final",
        beforeMinor,
        afterMinor,
        outcome,
        sentence,
        List.of());
  }

  private KeptRules kept() {
    return new KeptRules(new DataDirectory(folder));
  }

  private List<String> story(List<Adjustment> adjustments) {
    return story(null, null, List.of(), List.of(), adjustments);
  }

  private List<String> story(
      String publication, String ruleVersion, List<InForce> here, List<InForce> published) {
    return story(publication, ruleVersion, here, published, List.of());
  }

  private List<String> story(
      String publication,
      String ruleVersion,
      List<InForce> here,
      List<InForce> published,
      List<Adjustment> adjustments) {
    Origin origin =
        new Origin("v1", NOON, NOON, null, NOON, null, "c1", 1, "collector", null, null, null);
    return new OrderStory(kept())
        .of(
            new OrderExplanation(
                "A",
                "purchase",
                "c-A",
                NOON,
                LocalDate.of(2026, 11, 8),
                "final",
                4_990,
                "EUR",
                null,
                List.of(),
                List.of(),
                List.of(),
                adjustments,
                List.of(),
                List.of(),
                new Provenance(
                    publication,
                    publication,
                    7L,
                    ruleVersion,
                    "{}",
                    null,
                    null,
                    null,
                    origin,
                    List.of(),
                    here,
                    published)));
  }
}
