package dev.tributary.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceConfigTest {

  private static final Path ROOT = Path.of(System.getProperty("tributary.root"));

  @Test
  void theFileInTheRepositoryIsWhatTheCodePrints() throws IOException {
    Path printed = Path.of("target", "reference.yaml");
    Files.writeString(printed, ReferenceConfig.text());

    assertThat(Files.readString(ROOT.resolve("config/reference.yaml")))
        .as("after a change of settings: cp common/core/target/reference.yaml config/")
        .isEqualTo(ReferenceConfig.text());
  }

  @ParameterizedTest
  @MethodSource("settings")
  void theReferenceGivesTheDefaults(Setting<?> setting) {
    Config reference = Config.load(ROOT.resolve("config/reference.yaml"), List.of());

    assertThat(reference.value(setting)).isEqualTo(setting.fallback());
    assertThat(setting.meaning()).endsWith(".");
    assertThat(setting.unit()).isNotBlank();
  }

  @Test
  void theMinimalConfigIsRead() {
    Config minimal = Config.load(ROOT.resolve("config/minimal.yaml"), List.of());

    assertThat(minimal.value(ReportingSettings.CURRENCY)).isEqualTo("EUR");
    assertThat(minimal.texts()).containsOnlyKeys("reporting.time_zone", "reporting.currency");
  }

  static List<Setting<?>> settings() {
    return Settings.all();
  }
}
