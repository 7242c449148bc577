package dev.tributary.capture.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tributary.core.classify.Classifier;
import dev.tributary.core.config.Config;
import dev.tributary.core.event.Campaign;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkLintTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Campaign GOOD =
      new Campaign("newsletter", "email", "autumn", null, null, null);

  private final LinkLint lint = new LinkLint(new Classifier(Config.defaults()));

  @Test
  void wellNamedLinksGiveNoFinding() {
    assertThat(
            lint.check(
                List.of(
                    link("a", "https://shop.example/", GOOD),
                    link("b", "https://shop.example/other", GOOD)),
                NOW))
        .isEmpty();
  }

  @Test
  void missingNamesAndUnknownMediumsAreFound() {
    assertThat(rules(link("a", "https://shop.example/", Campaign.NONE)))
        .containsExactly("missing_source", "missing_medium", "missing_campaign");
    assertThat(
            rules(
                link(
                    "a",
                    "https://shop.example/",
                    new Campaign("partner", "carrier-pigeon", "autumn", null, null, null))))
        .containsExactly("unknown_medium");
  }

  /** A known source alone gives them a channel, so that nothing else would show the slip. */
  @ParameterizedTest
  @CsvSource({
    "google, emial, Organic Search",
    "facebook, Newsleter, Organic Social",
    "partner, carrier-pigeon, Unassigned"
  })
  void aMediumThatNoRuleKnowsIsFoundWhateverTheSource(String source, String medium, String shown) {
    Campaign campaign = new Campaign(source, medium, "autumn", null, null, null);
    List<Finding> findings = lint.check(List.of(link("a", "https://shop.example/", campaign)), NOW);
    assertThat(findings).extracting(Finding::rule).containsExactly("unknown_medium");
    assertThat(findings.get(0).problem())
        .contains("'" + medium + "'")
        .contains("its clicks show as " + shown + ".");
  }

  @ParameterizedTest
  @CsvSource({
    "google, cpc",
    "google, organic",
    "facebook, Paid Social",
    "facebook, sm",
    "partner, affiliate",
    "firebase, app-push",
    "youtube, video",
    "(direct), (none)"
  })
  void aMediumThatARuleKnowsIsNoFinding(String source, String medium) {
    Campaign campaign = new Campaign(source, medium, "autumn", null, null, null);
    assertThat(rules(link("a", "https://shop.example/", campaign))).isEmpty();
  }

  @Test
  void aMediumOfASourcesOwnRuleIsKnownThereAndNowhereElse(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("rules.yaml"),
            """
            version: ours
            rules:
              - name: pigeons
                channel: Pigeons
                when: {all: [{source: {is: loft}}, {medium: {is: carrier-pigeon}}]}
            """);
    LinkLint ours =
        new LinkLint(new Classifier(Config.of(Map.of("classify.rules_file", file.toString()))));
    Campaign known = new Campaign("loft", "carrier-pigeon", "autumn", null, null, null);
    Campaign elsewhere = new Campaign("partner", "carrier-pigeon", "autumn", null, null, null);
    assertThat(
            ours.check(
                List.of(
                    link("a", "https://shop.example/a", known),
                    link("b", "https://shop.example/b", elsewhere)),
                NOW))
        .extracting(Finding::linkId, Finding::rule)
        .containsExactly(tuple("b", "unknown_medium"));
  }

  @Test
  void oneCampaignWrittenTwoWaysIsFoundAtTheLaterLink() {
    Campaign shouted = new Campaign("newsletter", "email", "Autumn", null, null, null);
    List<Finding> findings =
        lint.check(
            List.of(
                link("a", "https://shop.example/", GOOD),
                link("b", "https://shop.example/", shouted)),
            NOW);
    assertThat(findings).extracting(Finding::linkId).containsExactly("b");
    assertThat(findings).extracting(Finding::rule).containsExactly("inconsistent_case");
    assertThat(findings.get(0).problem()).contains("'Autumn'").contains("'autumn'");
    assertThat(findings.get(0).remedy()).contains("figures show campaigns as they are written");
  }

  /** Both are lower-cased, and names trimmed, before anything is counted. */
  @Test
  void sourcesAndMediumsOfAnyCaseAndSpacesAtAnEndSplitNothing() {
    Campaign shouted = new Campaign("Newsletter", "EMAIL", "autumn ", null, null, null);
    assertThat(
            lint.check(
                List.of(
                    link("a", "https://shop.example/", GOOD),
                    link("b", "https://shop.example/other", shouted)),
                NOW))
        .isEmpty();
  }

  @Test
  void namesOfWhichEventsKeepAPartAreFound() {
    Campaign broken = new Campaign("news", "email", "a".repeat(300), null, "a\nb", null);
    assertThat(lint.check(List.of(link("a", "https://shop.example/", broken)), NOW))
        .extracting(Finding::rule, Finding::remedy)
        .containsExactly(
            tuple("too_long", "Register it anew. Shorten it to 256."),
            tuple("control_character", "Register it anew. Leave it out."));
  }

  @Test
  void duplicatesAndDestinationsThatSpeakForThemselvesAreFound() {
    assertThat(
            lint.check(
                List.of(
                    link("a", "https://shop.example/", GOOD),
                    link("b", "https://shop.example", GOOD),
                    link("c", "HTTPS://SHOP.example:443/", GOOD),
                    link("d", "https://shop.example:80/", GOOD)),
                NOW))
        .extracting(Finding::linkId, Finding::rule)
        .containsExactly(tuple("b", "duplicate"), tuple("c", "duplicate"));
    assertThat(rules(link("a", "https://shop.example/?utm_medium=own", GOOD)))
        .containsExactly("destination_has_utm");
  }

  @Test
  void aLinkThatNobodyCanFollowIsFoundAndTheOthersAreLookedAt() {
    assertThat(
            lint.check(
                List.of(
                    link("a", "javascript:alert(1)", GOOD),
                    link("b", "https://shop.example/", Campaign.NONE)),
                NOW))
        .extracting(Finding::linkId, Finding::rule)
        .contains(tuple("a", "not_followed"), tuple("b", "missing_source"))
        .hasSize(4);
  }

  private List<String> rules(Link link) {
    return lint.check(List.of(link), NOW).stream().map(Finding::rule).toList();
  }

  private static Link link(String id, String destination, Campaign campaign) {
    return new Link(id, destination, campaign, Instant.EPOCH, "tester", LinkStatus.ACTIVE, null);
  }
}
