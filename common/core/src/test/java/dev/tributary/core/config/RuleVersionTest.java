package dev.tributary.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleVersionTest {

  @TempDir Path folder;

  private static String with(String key, String value) {
    return RuleVersion.of(Config.of(Map.of(key, value)));
  }

  @ParameterizedTest
  @CsvSource({
    "attribution.half_life_days, 3",
    "classify.own_domains, shop.example",
    "consent.unknown_analytics, granted",
    "identity.visitors_per_user, 7",
    "reporting.time_zone, Europe/Berlin",
  })
  void whatDecidesCreditMakesAnotherVersion(String key, String value) {
    assertThat(with(key, value)).hasSize(12).isNotEqualTo(RuleVersion.of(Config.defaults()));
  }

  @Test
  void whereThingsRunMakesNone() {
    assertThat(with("serving.host", "127.0.0.2")).isEqualTo(RuleVersion.of(Config.defaults()));
  }

  @Test
  void everyTableThatIsShippedCounts() throws Exception {
    Path tables =
        Path.of(RuleVersion.class.getResource("/dev/tributary/core/classify/sites.csv").toURI())
            .getParent();
    try (Stream<Path> files = Files.walk(tables)) {
      assertThat(
              files
                  .map(file -> tables.relativize(file).toString())
                  .filter(name -> name.endsWith(".csv") || name.endsWith(".yaml")))
          .containsExactlyInAnyOrderElementsOf(RuleVersion.SHIPPED);
    }
  }

  @Test
  void aFileCountsByWhatItHoldsAndNotByItsPlace() throws IOException {
    Path one = Files.writeString(folder.resolve("one.csv"), "a");
    Path same = Files.writeString(folder.resolve("same.csv"), "a");
    Path other = Files.writeString(folder.resolve("other.csv"), "b");

    String version = with("classify.sites_file", one.toString());

    assertThat(with("classify.sites_file", other.toString())).isNotEqualTo(version);
    assertThat(with("classify.sites_file", same.toString())).isEqualTo(version);
  }
}
