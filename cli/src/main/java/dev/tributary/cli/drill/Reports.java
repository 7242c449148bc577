package dev.tributary.cli.drill;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.serving.lake.LakeQuery;
import dev.tributary.serving.lake.QueryResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What readers see of a data directory, row for row. */
final class Reports {

  /** All that a publication says, but for when it was made and its name. */
  private static final List<String> QUESTIONS =
      List.of(
          "SELECT * EXCLUDE (as_of, publication_id) FROM attribution ORDER BY ALL",
          "SELECT * EXCLUDE (publication_id) FROM credits_final ORDER BY ALL",
          "SELECT order_id, conversion_day FROM conversions ORDER BY ALL");

  private Reports() {}

  static List<String> of(Path data) {
    List<String> rows = new ArrayList<>();
    try (LakeQuery lake = LakeQuery.open(new DataDirectory(data).lake(), Config.defaults())) {
      for (String question : QUESTIONS) {
        rows.add(question);
        try (QueryResult result = lake.ask(question)) {
          for (Optional<Object[]> row = result.next(); row.isPresent(); row = result.next()) {
            rows.add(Arrays.toString(row.get()));
          }
        }
      }
    }
    return rows;
  }

  /** How many rows there are in all of it. */
  static long rows(List<String> reports) {
    return reports.size() - QUESTIONS.size();
  }

  /** How many rows only one of two has; a row that is there twice counts twice. */
  static long different(List<String> one, List<String> other) {
    List<String> missing = new ArrayList<>(one);
    other.forEach(missing::remove);
    List<String> added = new ArrayList<>(other);
    one.forEach(added::remove);
    return missing.size() + added.size();
  }
}
