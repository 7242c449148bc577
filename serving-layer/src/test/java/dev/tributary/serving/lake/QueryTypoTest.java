package dev.tributary.serving.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.config.Config;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryTypoTest {

  @TempDir Path folder;

  private void ask(String sql) {
    try (LakeQuery query = LakeQuery.openFor(sql, folder, Config.defaults());
        QueryResult result = query.ask(sql)) {
      assertThat(result.all()).isEmpty();
    }
  }

  @Test
  void aMisspeltColumnNamesTheNearColumnOfThatTable() {
    assertThatThrownBy(() -> ask("SELECT chanel FROM attribution"))
        .hasMessage(
            "There is no column 'chanel' in attribution; the nearest is 'channel'."
                + " 'DESCRIBE attribution' lists the columns; a text stands in single quotes.");
    assertThatThrownBy(() -> ask("SELECT a.credit_micro FROM attribution a"))
        .hasMessageContaining("the nearest is 'credit_micros'");
  }

  @Test
  void aMisspeltTableNamesTheNearTable() {
    assertThatThrownBy(() -> ask("SELECT * FROM atribution"))
        .hasMessageStartingWith(
            "There is no table 'atribution'; the nearest is 'attribution'. The tables are"
                + " attribution, credits_final,");
  }

  @Test
  void brokenSqlNamesThePlace() {
    assertThatThrownBy(() -> ask("SELECT *\nFRO attribution"))
        .hasMessageStartingWith("The SQL can't be read: syntax error at or near \"attribution\"")
        .hasMessageContaining("(line 2, column 5)");
  }

  @Test
  void aTypeThatDoesNotFitIsExplained() {
    assertThatThrownBy(() -> ask("SELECT day + 'x' FROM attribution"))
        .isInstanceOf(QueryException.class)
        .hasMessageStartingWith("The query can't be answered: ");
  }
}
