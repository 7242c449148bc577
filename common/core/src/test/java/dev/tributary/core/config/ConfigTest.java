package dev.tributary.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {

  @TempDir private Path folder;

  @Test
  void anOverrideWinsOverTheFileAndTheFileOverTheDefault() throws IOException {
    Path file = Files.writeString(folder.resolve("c.yaml"), "event:\n  key_bucket_seconds: 5\n");

    assertThat(Config.load(file, List.of()).value(EventSettings.KEY_BUCKET_SECONDS)).isEqualTo(5);
    assertThat(
            Config.load(file, List.of("event.key_bucket_seconds=9"))
                .value(EventSettings.KEY_BUCKET_SECONDS))
        .isEqualTo(9);
    assertThat(Config.defaults().value(EventSettings.KEY_BUCKET_SECONDS)).isEqualTo(1);
  }

  @Test
  void aMistypedKeyIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> Config.load(null, List.of("event.key_buket_seconds=9")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("the nearest is 'event.key_bucket_seconds'");
  }

  @Test
  void aKeyNearNoSettingIsAnsweredWithWhereAllAre() {
    assertThatThrownBy(() -> Config.load(null, List.of("colour=red")))
        .hasMessageStartingWith(
            "There is no setting 'colour'. config/reference.yaml lists all of them. Mend");
    assertThatThrownBy(() -> Config.load(null, List.of("own_domains=a.example")))
        .hasMessageStartingWith(
            "There is no setting 'own_domains'; the nearest is 'classify.own_domains'.");
  }

  @Test
  void aValueOutOfBoundsNamesTheBounds() {
    assertThatThrownBy(() -> Config.load(null, List.of("event.key_bucket_seconds=0")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("not a whole number from 1 to 3600");
  }

  @Test
  void aCorruptFileIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("c.yaml"), "a: [");

    assertThatThrownBy(() -> Config.load(file, List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("c.yaml");
  }
}
