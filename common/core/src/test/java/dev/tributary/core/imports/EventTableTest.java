package dev.tributary.core.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tributary.core.reject.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTableTest {

  @Test
  void quotesHoldCommasQuotesAndLineBreaksWhicheverLineEndsTheFileUses() throws IOException {
    for (String end : List.of("\n", "\r\n")) {
      List<EventTable.Row> rows =
          rows(
              String.join(
                  end, "\uFEFFid,v", "", "\"a,b\",\"say \"\"x\"\"\"", "\"c", "", "d\" ,", ",\"\""));
      assertThat(rows)
          .extracting(EventTable.Row::cells)
          .containsExactly(
              List.of("a,b", "say \"x\""),
              Arrays.asList("c\n\nd", null),
              Arrays.asList(null, null));
    }
  }

  @Test
  void aCellThatOnlyBeginsWithAQuotedWordIsTakenAsItStands() throws IOException {
    assertThat(rows("a,b\n\"red \"\"big\"\" shoes\"\t men,5\" nails\n"))
        .extracting(EventTable.Row::cells)
        .containsExactly(List.of("\"red \"\"big\"\" shoes\"\t men", "5\" nails"));
  }

  @Test
  void aRowOfOtherCellsIsNamedByTheLineThatItBeginsIn() throws IOException {
    assertThat(rows("id,v,at\n1,\"a\n\nb\",x\n2,b\n3,\"c\nd\",x,y\n4,c,x\n"))
        .extracting(
            EventTable.Row::cells, row -> row.fault() == null ? null : row.fault().problem())
        .containsExactly(
            tuple(List.of("1", "a\n\nb", "x"), null),
            tuple(List.of(), "Line 5, row 2 below the header, has 2 cells where the header has 3."),
            tuple(
                List.of(),
                "Line 6, row 3 below the header, goes on to line 7 and has 4 cells where the"
                    + " header has 3."),
            tuple(List.of("4", "c", "x"), null));
  }

  @Test
  void whatIsNotUtf8IsRefusedAndTheCharacterForItIsNot() throws IOException {
    assertThat(rows("id,v\nM\u00FCller,1\nx,\"\u00DC\"\ny,2\n", StandardCharsets.ISO_8859_1))
        .extracting(row -> row.fault() == null ? null : row.fault().reason())
        .containsExactly(Reason.INVALID_UTF8, Reason.INVALID_UTF8, null);
    assertThat(rows("id\n\uFFFD\n\u00DC-1\n"))
        .extracting(EventTable.Row::cells)
        .containsExactly(List.of("\uFFFD"), List.of("\u00DC-1"));
    assertThatThrownBy(() -> rows("Stra\u00DFe\n", StandardCharsets.ISO_8859_1))
        .isInstanceOf(TableException.class)
        .hasMessage("Its header is not UTF-8. Save the file as UTF-8 and import it again.");
  }

  @Test
  void aQuoteThatSwallowsRowsIsRefusedWithTheLinesWithinIt() {
    assertRefused(
        "id,v\n1,\"a\n2,b\n3,c\n",
        "The quote that is opened in line 2 is closed nowhere: the 3 lines from there to the end"
            + " of the file can't be told apart.");
    assertRefused(
        "id,v\n1,\"a",
        "The quote that is opened in line 2 is closed nowhere: the 1 line from there to the end of"
            + " the file can't be told apart.");
    assertRefused(
        "id,v\n1,\"a\n2,b\n3,\"c\n",
        "The quote that is opened in line 2 is closed in line 4 and text follows it, so the 3 lines"
            + " can't be told apart.");
    assertRefused(
        "id,v\n1,\"a\n" + "2,some text\n".repeat(TableRecords.LONGEST_RECORD / 12 + 1),
        "Line 2 begins a row of more than 16 MiB: it goes on to line 1398100 at least, most likely"
            + " within a quote that is not closed.");
    assertRefused(
        "id,v\n" + ",".repeat(TableRecords.LONGEST_RECORD / 24 + 1),
        "Line 2 begins a row of more than 16 MiB: it goes on to line 2 at least, most likely within a"
            + " quote that is not closed.");
  }

  @Test
  void columnsWithoutANameOrWithTheSameOneHaveTheirPlace() throws IOException {
    assertThat(table("id, ,V,v\n", StandardCharsets.UTF_8).names())
        .containsExactly("id", "_c1", "V2", "v3");
    assertThatThrownBy(() -> table("\uFEFF", StandardCharsets.UTF_8))
        .isInstanceOf(TableException.class)
        .hasMessage("The file is empty. Begin it with a header line.");
  }

  private static void assertRefused(String text, String problem) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> EventTable.check(new ByteArrayInputStream(bytes)))
        .isInstanceOf(TableException.class)
        .hasMessage(
            problem
                + " Close the quote in its own row, or write a quote inside a quoted cell twice, and"
                + " import the file again.");
  }

  private static List<EventTable.Row> rows(String text) throws IOException {
    return rows(text, StandardCharsets.UTF_8);
  }

  private static List<EventTable.Row> rows(String text, Charset charset) throws IOException {
    EventTable table = table(text, charset);
    List<EventTable.Row> rows = new ArrayList<>();
    for (EventTable.Row row = table.next(); row != null; row = table.next()) {
      rows.add(row);
    }
    return rows;
  }

  private static EventTable table(String text, Charset charset) throws IOException {
    return new EventTable(new ByteArrayInputStream(text.getBytes(charset)));
  }
}
