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
  void aColumnOfAnotherTableOfTheQueryIsToldWhereItIs() {
    String joined = " FROM credits_final AS c JOIN touchpoints t USING (publication_id)";
    assertThatThrownBy(() -> ask("SELECT t.touch_at" + joined))
        .hasMessage(
            "There is no column 'touch_at' in touchpoints; credits_final has it."
                + " 'DESCRIBE touchpoints' lists the columns; a text stands in single quotes.");
    assertThatThrownBy(() -> ask("SELECT c.credit_micro" + joined))
        .hasMessageStartingWith(
            "There is no column 'credit_micro' in credits_final; the nearest is 'credit_micros'.");
    assertThatThrownBy(() -> ask("SELECT Touch_At FROM (SELECT t.channel" + joined + ") AS inside"))
        .hasMessageStartingWith(
            "There is no column 'Touch_At' where the query names it, though credits_final has it:"
                + " read it from there, or let the inner query select it too.");
    assertThatThrownBy(() -> ask("SELECT i.touch_at FROM (SELECT t.channel" + joined + ") AS i"))
        .hasMessageStartingWith(
            "There is no column 'touch_at' in i, though credits_final has it: read it from there, or");
  }

  @Test
  void aNameOfTwoTablesIsToldToBeAmbiguous() {
    assertThatThrownBy(
            () ->
                ask(
                    "SELECT channel FROM credits_final c JOIN touchpoints t"
                        + " ON c.person_id = t.person_id"))
        .hasMessageStartingWith(
            "The query can't be answered: Binder Error: Ambiguous reference to column name"
                + " \"channel\" (use: \"c.channel\" or \"t.channel\")");
  }

  @Test
  void whatIsNearNothingIsAnsweredWithoutAGuess() {
    assertThatThrownBy(() -> ask("SELECT colour FROM attribution"))
        .hasMessageStartingWith(
            "There is no column 'colour' in attribution. 'DESCRIBE attribution' lists");
    assertThatThrownBy(() -> ask("SELECT * FROM foo"))
        .hasMessageStartingWith("There is no table 'foo'. The tables are attribution,");
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
