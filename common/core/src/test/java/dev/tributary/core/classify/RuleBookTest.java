package dev.tributary.core.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ConfigException;
import dev.tributary.core.config.DataException;
import dev.tributary.core.config.OwnedDirectory;
import dev.tributary.core.config.RuleVersion;
import dev.tributary.core.event.Campaign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that are published, and in force from a day on. */
class RuleBookTest {

  private static final Instant OCTOBER = Instant.parse("2026-10-31T22:59:59Z");
  private static final Instant NOVEMBER = Instant.parse("2026-10-31T23:00:00Z");

  @TempDir Path folder;

  @BeforeEach
  void nothingPublished() throws IOException {
    Files.createDirectory(folder.resolve("rules"));
  }

  @Test
  void publishedSetIsInForceFromTheBeginningOfItsDay() throws IOException {
    publish("ours-1", "Partners", "2026-11-01");

    assertThat(channel(OCTOBER)).isEqualTo("Referral");
    assertThat(channel(NOVEMBER)).isEqualTo("Partners");
    assertThat(new Classifier(config()).classify(partner(), NOVEMBER).rule())
        .isEqualTo("ours-1/partners");
  }

  @Test
  void laterPublicationCountsFromItsOwnDayOn() throws IOException {
    publish("ours-1", "Partners", "2026-11-01");
    publish("ours-2", "Friends", "2026-10-01");

    assertThat(channel(Instant.parse("2026-09-30T12:00:00Z"))).isEqualTo("Referral");
    assertThat(channel(OCTOBER)).isEqualTo("Friends");
    assertThat(channel(NOVEMBER)).isEqualTo("Friends");
    assertThat(RuleBook.of(config()).versions()).containsExactly("ga4-2026-11", "ours-1", "ours-2");
  }

  @Test
  void publishedSetHoldsAllRulesAndTellsThem() throws IOException {
    int shipped = RuleBook.of(config()).lines().size();
    publish("ours-1", "Partners", "2026-11-01");

    var lines = RuleBook.of(config()).lines();

    assertThat(lines).hasSize(2 * shipped + 1);
    assertThat(lines.get(shipped))
        .isEqualTo(
            new RuleBook.Line(
                "ours-1",
                LocalDate.parse("2026-11-01"),
                1,
                "partners",
                "Partners",
                "{\"source\":{\"is\":\"partner.example\"}}"));
    assertThat(lines.get(0).effectiveFrom()).isNull();
    assertThat(RuleBook.of(config()).sets())
        .extracting(RuleBook.InForce::text)
        .containsExactly("ga4-2026-11 as configured", "ours-1 from 2026-11-01 on");
  }

  @Test
  void versionThatIsTakenOrNoNameForAFileIsRefusedAndNothingPublished() throws IOException {
    publish("ours-1", "Partners", "2026-11-01");

    assertThatThrownBy(() -> publish("ours-1", "Friends", "2026-12-01"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("there is a version ours-1 already");
    assertThatThrownBy(() -> publish("../ours", "Friends", "2026-12-01"))
        .hasMessageContaining("'../ours'");
    assertThat(published()).containsExactly("0001-ours-1.yaml");
  }

  @Test
  void ofTwoSetsThatBuildOnTheSameOneTheLaterIsRefusedAndMayBePublishedAgain() throws IOException {
    RuleBook one = RuleBook.of(config());
    RuleBook other = RuleBook.of(config());
    LocalDate day = LocalDate.parse("2026-11-01");
    one.publish(file("ours-z", "Partners"), day, folder.resolve("rules"));

    assertThatThrownBy(() -> other.publish(file("ours-a", "Friends"), day, folder.resolve("rules")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("0001-ours-z.yaml was published meanwhile");
    assertThat(published()).containsExactly("0001-ours-z.yaml");

    publish("ours-a", "Friends", "2026-11-01");
    assertThat(published()).containsExactly("0001-ours-z.yaml", "0002-ours-a.yaml");
    assertThat(channel(NOVEMBER)).isEqualTo("Friends");
  }

  @Test
  void whileAnotherProcessPublishesNothingIsPublished() throws IOException {
    Path lock = folder.resolve("rules/.publishing.lock");
    try (OwnedDirectory publishing = OwnedDirectory.claim(lock, "the publisher of channel rules")) {
      assertThatThrownBy(() -> publish("ours-1", "Partners", "2026-11-01"))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("already runs as the publisher of channel rules");
    }
    assertThat(published()).isEmpty();
  }

  private List<String> published() {
    return RuleBook.published(config()).stream().map(p -> p.getFileName().toString()).toList();
  }

  @Test
  void rulesThatCannotBeAskedAreNotPublished() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("broken.yaml"),
            "version: broken\nrules: [{name: a, channel: A, when: {source: {matches: '('}}}]");

    assertThatThrownBy(
            () ->
                RuleBook.of(config())
                    .publish(file, LocalDate.parse("2026-11-01"), folder.resolve("rules")))
        .hasMessageStartingWith(
            "The channel rules in "
                + file
                + " can't be used: in rule a the pattern is broken: missing closing ): \"(\".");
    assertThat(folder.resolve("rules")).isEmptyDirectory();
  }

  @Test
  void numberInASetThatAnEarlierReleasePublishedCountsAsItDid() throws IOException {
    Files.writeString(
        folder.resolve("rules/0001-old.yaml"),
        "version: old\neffective_from: '2026-11-01'\n"
            + "rules: [{name: a, channel: Seven, when: {campaign: {is: 7}}}]");
    Campaign seven = new Campaign("x", "y", "7", null, null, null);

    assertThat(
            new Classifier(config()).classify(new Signals(null, null, seven, null, null)).channel())
        .isEqualTo("Seven");
  }

  @Test
  void changeOfTheFileAloneIsReadOnBothSidesAsIfAlwaysInForce() throws IOException {
    publish("ours-1", "Partners", "2026-11-01");
    Path file =
        Files.writeString(
            folder.resolve("friends.yaml"),
            "version: ours-2\n"
                + "rules: [{name: friends, channel: Friends, when: {source: {is: friend.example}}}]");

    RuleChange change = RuleChange.alone(config(), file);

    assertThat(change.before().classify(partner(), OCTOBER).channel()).isEqualTo("Partners");
    assertThat(change.after().classify(partner(), OCTOBER).channel()).isEqualTo("Partners");
    assertThat(change.before().classify(friend(), OCTOBER).channel()).isEqualTo("Referral");
    assertThat(change.after().classify(friend(), OCTOBER).channel()).isEqualTo("Friends");
    assertThat(change.text())
        .isEqualTo(
            "ours-1 with ours-2, either as if it had always been in force, whatever sets read"
                + " those days when they were published; --effective-from D rehearses its"
                + " publication");
  }

  @Test
  void rehearsedPublicationReadsAsThePublishedOneWill() throws IOException {
    publish("ours-1", "Partners", "2026-11-01");
    publish("ours-2", "Associates", "2026-12-01");
    LocalDate day = LocalDate.parse("2026-11-15");
    Path file = file("ours-3", "Friends");

    RuleChange change = RuleChange.publishing(config(), file, day);
    List<Instant> moments =
        Stream.of("2026-10-31", "2026-11-14", "2026-11-15", "2026-12-01")
            .map(date -> LocalDate.parse(date).atStartOfDay(ZoneId.of("Europe/Berlin")).toInstant())
            .toList();
    List<String> before = moments.stream().map(at -> rule(change.before(), at)).toList();
    List<String> after = moments.stream().map(at -> rule(change.after(), at)).toList();
    assertThat(moments.stream().map(this::rule)).isEqualTo(before);
    publish("ours-3", "Friends", "2026-11-15");

    assertThat(before)
        .containsExactly(
            "ga4-2026-11/referral", "ours-1/partners", "ours-1/partners", "ours-2/partners");
    assertThat(after)
        .containsExactly(
            "ga4-2026-11/referral", "ours-1/partners", "ours-3/partners", "ours-3/partners")
        .isEqualTo(moments.stream().map(this::rule).toList());
    assertThat(change.text())
        .isEqualTo(
            "the rules in force now with what they become when ours-3 is published from 2026-11-15"
                + " on; what happened before that day keeps its rules");
    assertThatThrownBy(() -> RuleChange.publishing(config(), file("ours-1", "Again"), day))
        .hasMessageContaining("there is a version ours-1 already");
  }

  private String rule(Instant at) {
    return rule(new Classifier(config()), at);
  }

  private static String rule(Classifier classifier, Instant at) {
    return classifier.classify(partner(), at).rule();
  }

  @Test
  void ruleVersionCoversWhatFilesHoldAndNotWhereTheyLie() throws IOException {
    Config before = config();
    String version = RuleVersion.of(before);
    publish("ours-1", "Partners", "2026-11-01");
    assertThat(RuleVersion.of(config())).isNotEqualTo(version).matches("[0-9a-f]{12}");

    Path one = Files.writeString(folder.resolve("one.csv"), "x");
    Path other = Files.writeString(folder.resolve("other.csv"), "x");
    Config byOne = before.with("classify.sites_file", one.toString());
    String withOne = RuleVersion.of(byOne);
    assertThat(RuleVersion.of(before.with("classify.sites_file", other.toString())))
        .isEqualTo(withOne);
    Files.writeString(one, "y");
    assertThat(RuleVersion.of(byOne)).isNotEqualTo(withOne);
    assertThat(RuleVersion.of(before.with("serving.query_threads", "1")))
        .isEqualTo(RuleVersion.of(before));
  }

  private String channel(Instant at) {
    return new Classifier(config()).classify(partner(), at).channel();
  }

  private static Signals partner() {
    return referral("partner.example");
  }

  private static Signals friend() {
    return referral("friend.example");
  }

  private static Signals referral(String source) {
    Campaign campaign = new Campaign(source, "referral", null, null, null, null);
    return new Signals(null, null, campaign, null, null);
  }

  private void publish(String version, String channel, String day) throws IOException {
    RuleBook.of(config())
        .publish(file(version, channel), LocalDate.parse(day), folder.resolve("rules"));
  }

  private Path file(String version, String channel) throws IOException {
    return Files.writeString(
        folder.resolve("rules.yaml"),
        """
        version: '%s'
        rules:
          - name: partners
            channel: %s
            when: {source: {is: partner.example}}
        """
            .formatted(version, channel));
  }

  private Config config() {
    return Config.defaults()
        .with("reporting.time_zone", "Europe/Berlin")
        .with("classify.rules_folder", folder.resolve("rules").toString());
  }
}
