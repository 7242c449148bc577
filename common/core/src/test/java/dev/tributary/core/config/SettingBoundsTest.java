package dev.tributary.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first and last values that settings take, and the first that they don't. */
class SettingBoundsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "attribution.custom_positions | 0,1000,0.125",
        "attribution.custom_channels  | Email=0,Direct=1000",
        "attribution.position_weights | 0,1,0",
        "attribution.position_weights | 0.000001,0.999998,0.000001",
        "attribution.view_through     | true",
        "attribution.lookback_overrides | type:lead=0"
      })
  void theLastValueThatIsTaken(String key, String value) {
    assertThat(Config.defaults().with(key, value).texts()).containsEntry(key, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "attribution.custom_positions | 1000.001",
        "attribution.custom_positions | 0.0001",
        "attribution.custom_positions | -0.001",
        "attribution.custom_channels  | =1",
        "attribution.custom_channels  | Email",
        "attribution.position_weights | 0.0000001,0.9999998,0.0000001",
        "attribution.position_weights | 0.5,0.5,0.5",
        "attribution.view_through     | yes"
      })
  void theFirstThatIsNot(String key, String value) {
    assertThatThrownBy(() -> Config.defaults().with(key, value))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }

  @Test
  void nestedKeysListsAndEmptyOnesOfAFileAreRead(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("c.yaml"),
            "attribution:\n  position_weights: [0.3, 0.4, 0.3]\n  view_through:\n");

    assertThat(Config.load(file, List.of()).texts())
        .containsEntry("attribution.position_weights", "0.3,0.4,0.3")
        .doesNotContainKey("attribution.view_through");
    assertThatThrownBy(() -> Config.load(null, List.of("=1"))).hasMessageContaining("key=value");
    assertThatThrownBy(() -> Config.load(folder.resolve("none.yaml"), List.of()))
        .hasMessageContaining("does not exist");
  }

  @Test
  void everythingOfAnInstallationHasItsPlace() {
    DataDirectory data = new DataDirectory(Path.of("d"));

    assertThat(
            List.of(
                data.capture(),
                data.kafka(),
                data.lake(),
                data.table("attribution"),
                data.rules(),
                data.checkpoints(),
                data.checkpoint("raw"),
                data.lock("batch"),
                data.pseudonymKey(),
                data.linkKeys(),
                data.run()))
        .extracting(path -> path.toString().replace('\\', '/'))
        .containsExactly(
            "d/capture",
            "d/kafka",
            "d/lake",
            "d/lake/attribution",
            "d/rules",
            "d/checkpoints",
            "d/checkpoints/raw",
            "d/locks/batch.lock",
            "d/secrets/pseudonym.key",
            "d/secrets/links.keys",
            "d/run");
  }

  @ParameterizedTest
  @CsvSource({
    "a, a, 0",
    "a, b, 1",
    "abc, ab, 1",
    "ab, abc, 1",
    "kitten, sitting, 3",
    "flaw, lawn, 2"
  })
  void howFarApartTwoWordsAre(String left, String right, int distance) {
    assertThat(Distance.between(left, right)).isEqualTo(distance);
  }
}
