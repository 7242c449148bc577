package dev.tributary.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.classify.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What made a figure can be read, and read by, when all of it was changed since. */
class KeptRulesTest {

  @TempDir Path folder;
  private DataDirectory data;
  private KeptRules kept;
  private Path rules;
  private Config config;

  @BeforeEach
  void configure() throws IOException {
    data = new DataDirectory(folder.resolve("data"));
    Files.createDirectories(data.rules());
    kept = new KeptRules(data);
    rules = rules("rules.yaml", "contra-1", "A");
    Path sites = Files.writeString(folder.resolve("sites.csv"), "name,category,hosts\n");
    config =
        Config.defaults()
            .with("classify.rules_file", rules.toString())
            .with("classify.sites_file", sites.toString())
            .with("classify.rules_folder", data.rules().toString())
            .with("attribution.half_life_days", "0.5")
            .with("attribution.custom_channels", "A=2, Direct=0")
            .with("attribution.lookback_overrides", "type:lead+channel:A=3")
            .with("serving.host", "127.0.0.2");
  }

  @Test
  void ofARuleVersionItsSettingsAndTheContentsOfItsFilesAreKept() throws IOException {
    RuleBook.of(config)
        .publish(rules("later.yaml", "later-1", "B"), LocalDate.of(2026, 11, 1), data.rules());

    String version = kept.keep(config);

    assertThat(version).isEqualTo(RuleVersion.of(config));
    Path settings = kept.settings(version).orElseThrow();
    assertThat(settings)
        .isEqualTo(data.root().resolve("rule-versions/" + version + "/settings.yaml"));
    Path beside = settings.getParent();
    assertThat(beside.resolve("rules_file.yaml")).hasSameTextualContentAs(rules);
    assertThat(beside.resolve("rules_folder/0001-later-1.yaml"))
        .hasSameTextualContentAs(data.rules().resolve("0001-later-1.yaml"));
    assertThat(beside.resolve("sites_file.csv")).hasContent("name,category,hosts\n");
    assertThat(beside.resolve("shipped/rules/ga4-2026-11.yaml")).isNotEmptyFile();
    assertThat(Files.readString(settings))
        .startsWith("# What stands behind the rule version " + version + ".")
        .contains("attribution.half_life_days: \"0.5\"")
        .contains("attribution.session_minutes: \"30\"")
        .contains("classify.click_ids_file: \"\"")
        .doesNotContain("serving");
  }

  @Test
  void whatIsKeptIsAConfigOfTheSameMeaningWhateverChangesSince() throws IOException {
    String version = kept.keep(config);
    rules("rules.yaml", "contra-1", "AA");
    String changed = kept.keep(config);

    assertThat(changed).isNotEqualTo(version);
    for (String one : List.of(version, changed)) {
      Config then = Config.load(kept.settings(one).orElseThrow(), List.of());
      assertThat(RuleVersion.of(then)).isEqualTo(one);
      assertThat(RuleBook.of(then).lines().get(0).channel())
          .isEqualTo(one.equals(version) ? "A" : "AA");
    }
  }

  @Test
  void whatIsKeptIsFoundInADataDirectoryThatWasMoved() throws IOException {
    RuleBook.of(config)
        .publish(rules("later.yaml", "later-1", "B"), LocalDate.of(2026, 11, 1), data.rules());
    String version = kept.keep(config);
    DataDirectory moved = new DataDirectory(folder.resolve("moved"));
    Files.move(data.root(), moved.root());

    Path settings = new KeptRules(moved).settings(version).orElseThrow();
    Config then = Config.load(settings, List.of());

    assertThat(RuleVersion.of(then)).isEqualTo(version);
    assertThat(RuleBook.of(then).versions()).containsExactly("contra-1", "later-1");
    assertThat(Config.load(settings, List.of("classify.rules_folder=" + moved.rules())).texts())
        .containsEntry("classify.rules_folder", moved.rules().toString());
    Path alone = Files.copy(settings, folder.resolve("settings.yaml"));
    assertThatThrownBy(() -> RuleBook.of(Config.load(alone, List.of())))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(data.ruleVersions().resolve(version).toString());
  }

  @Test
  void whereNothingIsPublishedNoFolderIsKeptThatACopyWouldLose() throws IOException {
    Path settings = kept.settings(kept.keep(config)).orElseThrow();

    assertThat(Config.load(settings, List.of()).texts()).containsEntry("classify.rules_folder", "");
    assertThat(settings.resolveSibling("rules_folder")).doesNotExist();
  }

  @Test
  void keptOnceItIsNeverWrittenAgainAndNothingElseIsLeft() throws IOException {
    String version = kept.keep(config);
    Path settings = kept.settings(version).orElseThrow();
    Files.writeString(settings, "as it was");

    assertThat(kept.keep(config)).isEqualTo(version);

    assertThat(settings).hasContent("as it was");
    try (Stream<Path> all = Files.list(data.ruleVersions())) {
      assertThat(all.map(path -> path.getFileName().toString())).containsExactly(version);
    }
  }

  @Test
  void whereItCannotBeKeptThatIsSaid() throws IOException {
    Files.createDirectories(data.root());
    Files.writeString(data.ruleVersions(), "a file where the folder should be");

    assertThatThrownBy(() -> kept.keep(config))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("can't be kept below " + data.ruleVersions())
        .hasMessageEndingWith("Make the folder writable, and run the same again.");
    assertThat(kept.settings(RuleVersion.of(config))).isEmpty();
  }

  private Path rules(String file, String version, String channel) throws IOException {
    return Files.writeString(
        folder.resolve(file),
        "version: %s\nrules: [{name: bing, channel: %s, when: {source: {is: bing}}}]\n"
            .formatted(version, channel));
  }
}
