package dev.tributary.core.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.core.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How much of a list of 819 sources by category the shipped table knows. The list is not part of
 * the project: the test looks for source_categories.csv in the folder that TRIBUTARY_SAMPLES names.
 */
class SiteCoverageTest {

  private static final Map<String, Category> CATEGORIES =
      Map.of(
          "SOURCE_CATEGORY_SEARCH", Category.SEARCH,
          "SOURCE_CATEGORY_SOCIAL", Category.SOCIAL,
          "SOURCE_CATEGORY_VIDEO", Category.VIDEO,
          "SOURCE_CATEGORY_SHOPPING", Category.SHOPPING);

  private final Sites sites = new Sites(Config.defaults());

  @Test
  void nineInTenKnownSourcesAreOfTheirCategory() throws IOException {
    String folder = System.getenv("TRIBUTARY_SAMPLES");
    assumeTrue(folder != null, "TRIBUTARY_SAMPLES names no folder with source_categories.csv");
    Path list = Path.of(folder, "source_categories.csv");
    assumeTrue(Files.exists(list), list + " is absent");

    List<String[]> rows =
        Files.readAllLines(list).stream()
            .skip(1)
            .map(line -> line.toLowerCase(Locale.ROOT).strip().split(","))
            .toList();
    List<String> missed = rows.stream().filter(row -> !known(row)).map(row -> row[0]).toList();

    assertThat(missed).as("unknown: %s", missed).hasSizeLessThanOrEqualTo(rows.size() / 10);
  }

  private boolean known(String[] row) {
    Category wanted = CATEGORIES.get(row[1].strip().toUpperCase(Locale.ROOT));
    return sites.known(row[0].strip()).filter(site -> site.category() == wanted).isPresent();
  }
}
