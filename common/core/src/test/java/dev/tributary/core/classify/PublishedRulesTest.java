package dev.tributary.core.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.ConfigException;
import dev.tributary.core.config.RuleVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may become of the folder of published rules, and what is told then. */
class PublishedRulesTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-01");

  @TempDir Path folder;
  private Path rules;
  private Config config;

  @BeforeEach
  void configure() throws IOException {
    rules = Files.createDirectory(folder.resolve("rules"));
    config = Config.defaults().with("classify.rules_folder", rules.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-999999999-01-01", "0000-12-31", "+10000-01-01", "+999999999-12-31"})
  void dayThatNoEventCanHaveIsRefusedAndNothingPublished(String day) {
    assertThatThrownBy(
            () -> RuleBook.of(config).publish(file("ours-1"), LocalDate.parse(day), rules))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("in force from " + day + " on")
        .hasMessageContaining("events are of the years 1 to 9999");
    assertThat(rules).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-999999999-01-01", "0000-12-31", "+10000-01-01"})
  void dayThatNoEventCanHaveIsRefusedInAFileToo(String day) throws IOException {
    Path kept =
        Files.writeString(
            rules.resolve("0001-ours-1.yaml"),
            "version: ours-1\neffective_from: '" + day + "'\nrules: []\n");

    assertThatThrownBy(() -> RuleBook.of(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(
            "The channel rules in "
                + kept
                + " can't be used: effective_from is '"
                + day
                + "', no day of the years 1 to 9999 such as 2026-05-13.");
    assertThatThrownBy(() -> new Classifier(Config.defaults().with("classify.rules_version", day)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("neither newest, nor a day of the years 1 to 9999, nor one of");
  }

  @Test
  void firstAndLastDayOfEventsMayBeNamed() throws IOException {
    publish("ours-1", LocalDate.parse("0001-01-01"));
    publish("ours-2", LocalDate.parse("9999-12-31"));

    assertThat(RuleBook.of(config).sets())
        .extracting(RuleBook.InForce::text)
        .containsExactly(
            "ga4-2026-11 as configured", "ours-1 from 0001-01-01 on", "ours-2 from 9999-12-31 on");
  }

  @Test
  void folderThatIsNotThereIsRefusedByAllWhoReadIt() {
    Config moved = config.with("classify.rules_folder", folder.resolve("gone").toString());
    String told =
        "The folder of published channel rules "
            + folder.resolve("gone")
            + " (classify.rules_folder) is not there, so no set in it would count. Put it back or"
            + " name where it lies; where nothing is published yet, make it empty.";

    assertThatThrownBy(() -> RuleBook.of(moved))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(told);
    assertThatThrownBy(() -> RuleVersion.of(moved)).hasMessageStartingWith(told);
    assertThatThrownBy(() -> RuleBook.published(moved)).hasMessageStartingWith(told);
  }

  @Test
  void fileInPlaceOfTheFolderIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("ours.yaml"), "version: ours\n");
    Config wrong = config.with("classify.rules_folder", file.toString());

    assertThatThrownBy(() -> RuleBook.of(wrong))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("(classify.rules_folder) is a file, no folder");
    assertThatThrownBy(() -> RuleVersion.of(wrong)).hasMessageContaining("is a file, no folder");
  }

  @Test
  void configuredFileOfAPublishedVersionIsRefusedWithBothFiles() throws IOException {
    publish("ours-1", DAY);
    Path file = file("ours-1");

    assertThatThrownBy(() -> RuleBook.of(config.with("classify.rules_file", file.toString())))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(
            "The channel rules in "
                + rules.resolve("0001-ours-1.yaml")
                + " can't be used: "
                + file
                + " has the version ours-1 as well, and no figure could say which of them it means;"
                + " give the file in classify.rules_file a version of its own.");
  }

  @Test
  void copyOfAPublishedSetIsRefused() throws IOException {
    publish("ours-1", DAY);
    Files.copy(rules.resolve("0001-ours-1.yaml"), rules.resolve("0002-ours-1.yaml"));

    assertThatThrownBy(() -> RuleBook.of(config))
        .hasMessageContaining(rules.resolve("0002-ours-1.yaml") + " can't be used: ")
        .hasMessageContaining(rules.resolve("0001-ours-1.yaml") + " has the version ours-1 as well")
        .hasMessageContaining("remove the one that 'rules publish' did not write");
  }

  @Test
  void nameOfAnyShippedSetIsTakenAlsoWhereAnotherIsConfigured() throws IOException {
    assertThatThrownBy(() -> publish("ga4-2022-07", DAY))
        .hasMessageContaining("there is a version ga4-2022-07 already");
    String file = file("ga4-2022-07").toString();
    assertThatThrownBy(() -> RuleBook.of(config.with("classify.rules_file", file)))
        .hasMessageContaining("there is a version ga4-2022-07 already; name a new one");
  }

  @Test
  void setThatWasRemovedIsToldAndHindersNoLaterOne() throws IOException {
    publish("ours-1", DAY);
    publish("ours-2", DAY.plusDays(1));
    publish("ours-3", DAY.plusDays(2));
    Files.delete(rules.resolve("0001-ours-1.yaml"));
    Files.delete(rules.resolve("0002-ours-2.yaml"));

    publish("ours-4", DAY.plusDays(3));
    publish("ours-5", DAY.plusDays(4));

    assertThat(RuleBook.published(config))
        .containsExactly(
            rules.resolve("0003-ours-3.yaml"),
            rules.resolve("0004-ours-4.yaml"),
            rules.resolve("0005-ours-5.yaml"));
    assertThat(RuleCautions.of(config)).singleElement().asString().contains(" (1 to 2): ");
    Files.delete(rules.resolve("0004-ours-4.yaml"));
    assertThat(RuleCautions.of(config))
        .containsExactly(
            "Of the sets published to "
                + rules
                + " some are not there any more (1 to 2, 4): their days are read by the sets before"
                + " them, and a batch run would credit them so. Where that is not meant, put them"
                + " back; rule-versions in the data directory keeps copies of what was used.");
  }

  @Test
  void filesOfOthersAreNotReadAndThoseThatLookLikeRulesAreTold() throws IOException {
    publish("ours-1", DAY);
    String version = RuleVersion.of(config);
    for (String name :
        List.of(
            "._0001-ours-1.yaml", ".hidden.yaml", "0001-ours-1.yaml~", "README.md", "mine.yaml")) {
      Files.write(rules.resolve(name), new byte[] {0, 5, 22, 7, (byte) 0xff});
    }

    Files.copy(rules.resolve("0001-ours-1.yaml"), rules.resolve("0000-ours-0.yaml"));

    assertThat(RuleBook.of(config).versions()).containsExactly("ga4-2026-11", "ours-1");
    assertThat(RuleVersion.of(config)).isEqualTo(version);
    assertThat(RuleCautions.of(config))
        .containsExactly(
            "The file "
                + rules.resolve("0000-ours-0.yaml")
                + " is not read: 'rules publish' writes sets as 0001-VERSION.yaml. Publish it, or"
                + " remove it.",
            "The file "
                + rules.resolve("mine.yaml")
                + " is not read: 'rules publish' writes sets as 0001-VERSION.yaml. Publish it, or"
                + " remove it.");
  }

  @Test
  void damagedFileOfOurNamingIsNamed() throws IOException {
    Path damaged = rules.resolve("0001-ours-1.yaml");
    Files.write(damaged, new byte[] {0, 5, 22, 7, (byte) 0xff});

    assertThatThrownBy(() -> RuleBook.of(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(damaged + " can't be used: it can't be read: it is no text in UTF-8");
    assertThatThrownBy(() -> RuleVersion.of(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("" + damaged);
  }

  @Test
  void afterTheNinethousandNineHundredNinetyNinthSetTheOrderIsThatOfTheNumbers()
      throws IOException {
    publish("ours-1", DAY);
    Files.move(rules.resolve("0001-ours-1.yaml"), rules.resolve("9999-ours-1.yaml"));

    publish("ours-2", DAY);

    assertThat(RuleBook.published(config))
        .containsExactly(rules.resolve("9999-ours-1.yaml"), rules.resolve("10000-ours-2.yaml"));
    Files.move(rules.resolve("10000-ours-2.yaml"), rules.resolve("999999-ours-2.yaml"));
    assertThatThrownBy(() -> publish("ours-3", DAY))
        .hasMessageContaining("no set comes after the number 999999");
  }

  private void publish(String version, LocalDate day) throws IOException {
    RuleBook.of(config).publish(file(version), day, rules);
  }

  private Path file(String version) throws IOException {
    return Files.writeString(
        folder.resolve(version + ".yaml"),
        "version: %s\nrules: [{name: bing, channel: Bing, when: {source: {is: bing}}}]\n"
            .formatted(version));
  }
}
