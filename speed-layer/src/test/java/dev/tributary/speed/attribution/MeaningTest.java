package dev.tributary.speed.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.classify.RuleBook;
import dev.tributary.core.config.Config;
import dev.tributary.testkit.Sketch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeaningTest {

  @TempDir Path folder;

  @Test
  void publishedRulesCountFromTheirDayOnInTheNextMicroBatch() throws IOException {
    Path rules = Files.createDirectory(folder.resolve("rules"));
    Config config = Config.defaults().with("classify.rules_folder", rules.toString());
    Meaning.Source source = Meaning.Source.of(config, folder.resolve("key"));
    Meaning before = source.meaning();
    assertThat(source.meaning()).isSameAs(before);
    Path ours =
        Files.writeString(
            folder.resolve("ours.yaml"),
            """
            version: ours-1
            rules:
              - name: partners
                channel: Partners
                when: {source: {is: [newsletter]}}
            """);

    RuleBook.of(config).publish(ours, LocalDate.parse("2026-03-11"), rules);

    Meaning after = source.meaning();
    assertThat(channel(before, "2026-03-11T00:00:00Z")).isEqualTo("Email");
    assertThat(channel(after, "2026-03-10T23:59:59Z")).isEqualTo("Email");
    assertThat(channel(after, "2026-03-11T00:00:00Z")).isEqualTo("Partners");
    assertThat(after.ruleVersion()).isNotEqualTo(before.ruleVersion());
    assertThat(source.meaning()).isSameAs(after);
  }

  private static String channel(Meaning meaning, String at) {
    return meaning
        .enricher()
        .enrich(Sketch.click(at).visitor("v").from("newsletter", "email").event())
        .channel();
  }
}
