package dev.tributary.core.attribution.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTableReaderTest {

  @Test
  void columnsInAnyOrderAndCase() throws IOException {
    PathTable table = read("Nulls,Value,Path,Conversions\n4,2.5,B > A>B,3\n").table();
    assertThat(table.channels()).containsExactly("A", "B");
    assertThat(table.touches(0)).isEqualTo(3);
    assertThat(table.channel(0, 0)).isEqualTo(1);
    assertThat(table.distinctChannels(0)).containsExactly(0, 1);
    assertThat(table.conversions(0)).isEqualTo(3);
    assertThat(table.value(0)).isEqualTo(2.5);
    assertThat(table.nulls(0)).isEqualTo(4);
  }

  @Test
  void valueAndNullsMayBeAbsentOrEmpty() throws IOException {
    PathTable absent = read("path,conversions\nA,0.5\n").table();
    assertThat(absent.conversions(0)).isEqualTo(0.5);
    assertThat(absent.totalValue()).isZero();
    PathTable empty = read("path,conversions,nulls\nA,1,\n").table();
    assertThat(empty.nulls(0)).isZero();
  }

  @Test
  void quotedCellsByteOrderMarkAndWindowsLineEnds() throws IOException {
    PathTable table = read("\uFEFFpath,conversions\r\n\"A, \"\"x\"\" > B\",1\r\n").table();
    assertThat(table.channels()).containsExactly("A, \"x\"", "B");
  }

  @Test
  void whatShowsNothingBesideANameTellsNoChannelsApart() throws IOException {
    PathTableReader.Read read =
        read(
            "path,conversions\nA\u00A0 > \u200BB,1\nA > B,2\n\u3000A\u00AD>\u2800B\uFEFF ,4\n"
                + "A > \u200B,8\nPaid\u00A0Search,16\n");

    assertThat(read.table().channels()).containsExactly("A", "B", "Paid\u00A0Search");
    assertThat(read.table().paths()).isEqualTo(2);
    assertThat(read.table().totalConversions()).isEqualTo(23);
    assertThat(read.faults()).hasSize(1);
    assertThat(read.faults().get(0))
        .startsWith("Line 5, column path: 'A > ")
        .contains("empty step");
  }

  @Test
  void aControlCharacterInANameIsRefusedByItsPlace() throws IOException {
    PathTableReader.Read read =
        read("path,conversions,\u001bx\nA > B\u0000ad,1,\n\"A\n> B\",2,\nC\u0085D,1,\nA,\u0007,\n");

    assertThat(read.faults())
        .containsExactly(
            "Line 2, column path: step 2, 'B\uFFFDad', holds the control character U+0000, which no"
                + " channel's name has. Remove it, or write a space in its place.",
            "Line 5, column path: step 1, 'C\uFFFDD', holds the control character U+0085, which no"
                + " channel's name has. Remove it, or write a space in its place.",
            "Line 6, column conversions: '\uFFFD' is not a number from 0 to 10^15. Write it in digits"
                + " with a point, such as 12 or 12.5.");
    assertThat(read.notes().get(0)).startsWith("The column '\uFFFDx' is skipped;");
    assertThat(read.table().channels()).containsExactly("A", "B");
  }

  @Test
  void aColumnThatIsNotReadIsNamed() throws IOException {
    assertThat(read("path,conversions,valeu,region\nA,1,2,EU\n").notes())
        .containsExactly(
            "The column 'valeu' is skipped; did you mean 'value'?",
            "The column 'region' is skipped; only path, conversions, value and nulls are read.");
  }

  @Test
  void aHeaderWithoutRowsIsAnEmptyTable() throws IOException {
    assertThat(read("path,conversions\n").table().paths()).isZero();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "path,conversions;A,1;A,abc          | Line 3, column conversions: 'abc' is not a number",
        "path,conversions;;A,1;;A,-1         | Line 5, column conversions: '-1' is not a number",
        "path,conversions;A,NaN              | Line 2, column conversions: 'NaN' is not a number",
        "path,conversions;A,1e300            | Line 2, column conversions: '1e300' is not a number",
        "path,conversions;A,                 | Line 2, column conversions: '' is not a number",
        "path,conversions,nulls;A,1,0x1p3    | Line 2, column nulls: '0x1p3' is not a number",
        "path,conversions,value;A,1,1d       | Line 2, column value: '1d' is not a number",
        "path,conversions;A > > B,1          | Line 2, column path: 'A > > B' has an empty step",
        "path,conversions;\"\",1             | Line 2, column path: '' has an empty step",
        "path,conversions;A                  | Line 2, column 2: the row has 1 cells",
        "path,conversions;A,1,000            | Line 2, column 3: the row has 3 cells",
        "path,conversions;\"A;B\",1;C,x      | Line 4, column conversions: 'x' is not a number",
      })
  void aMalformedRowIsNamedByLineAndColumn(String csv, String message) throws IOException {
    PathTableReader.Read read = read(csv.strip().replace(';', '\n') + "\n");
    assertThat(read.refused()).isEqualTo(1);
    assertThat(read.faults()).singleElement().asString().startsWith(message);
  }

  @Test
  void nothingOfAMalformedRowIsInTheTableAndTheRestIs() throws IOException {
    PathTableReader.Read read = read("path,conversions\nA > B,2\nOnlyHere,x\nA > > C,1\nB,3\n");
    assertThat(read.rows()).isEqualTo(4);
    assertThat(read.refused()).isEqualTo(2);
    assertThat(read.table().channels()).containsExactly("A", "B");
    assertThat(read.table().paths()).isEqualTo(2);
    assertThat(read.table().conversions(1)).isEqualTo(3);
  }

  @Test
  void aFileOfMalformedRowsIsToldOfInTwentySentencesAndCounted() throws IOException {
    PathTableReader.Read read = read("path,conversions\n" + "A,x\n".repeat(1000));
    assertThat(read.faults()).hasSize(20).last().asString().startsWith("Line 21,");
    assertThat(read.refused()).isEqualTo(1000);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "path,conversions;A,1;\"B,2          | Line 3 is not CSV",
        "path,conversions;\"A\"x,1           | Line 2 is not CSV",
        "path,count;A,1                      | Line 1: the header has no column conversions",
        "path\tconversions;A\t1            | Line 1: the header is separated by tabs. Separate cells by commas",
        "path,conversions,path;A,1,A         | Line 1, column path: the header names it twice",
      })
  void aTableWhoseRowsCantBeToldApartIsRefused(String csv, String message) {
    assertThatThrownBy(() -> read(csv.strip().replace(';', '\n') + "\n"))
        .isInstanceOf(PathTableException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aTableOfAnotherSeparatorIsToldToUseCommas() {
    assertThatThrownBy(() -> read("path;conversions;nulls\nA > B;1;0\n"))
        .isInstanceOf(PathTableException.class)
        .hasMessage(
            "Line 1: the header is separated by semicolons. Separate cells by commas, as in"
                + " path,conversions,value,nulls.");
  }

  @Test
  void anEmptyFileIsRefused() {
    assertThatThrownBy(() -> read("")).hasMessageContaining("has no header line");
  }

  @Test
  void aRowThatIsNotUtf8IsNamedAndTheRestIsRead() throws IOException {
    byte[] latin =
        "path,conversions\nA,2\nCaf\u00e9,1\nB,3\n".getBytes(StandardCharsets.ISO_8859_1);
    PathTableReader.Read read = PathTableReader.read(new ByteArrayInputStream(latin));
    assertThat(read.faults())
        .singleElement()
        .asString()
        .startsWith("Line 3, column path: 'Caf\uFFFD' is not UTF-8");
    assertThat(read.table().channels()).containsExactly("A", "B");
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16LE, true,  'UTF-16,'",
    "UTF-16BE, true,  'UTF-16,'",
    "UTF-16LE, false, 'UTF-16LE,'",
    "UTF-16BE, false, 'UTF-16BE,'",
    "UTF-32LE, true,  'UTF-32,'"
  })
  void aTableInAnotherEncodingIsRefusedWithTheCommandThatConvertsIt(
      String encoding, boolean marked, String named) {
    byte[] csv =
        ((marked ? "\uFEFF" : "") + "path,conversions\nA,1\n").getBytes(Charset.forName(encoding));

    assertThatThrownBy(() -> PathTableReader.read(new ByteArrayInputStream(csv)))
        .isInstanceOf(PathTableException.class)
        .hasMessageStartingWith("The path table is " + named + " and only UTF-8 is read.")
        .hasMessageContaining("iconv -f " + named.replace(",", "") + " -t UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "1f8b0800, gzip, 'gunzip -c paths.csv.gz > paths.csv'",
    "504b0304, 'zip, as .xlsx files are', or save the sheet as CSV UTF-8",
    "425a6839, bzip2, 'bunzip2 -c paths.csv.bz2 > paths.csv'",
    "fd377a58, xz, 'unxz -c paths.csv.xz > paths.csv'",
    "28b52ffd, zstd, 'unzstd -c paths.csv.zst > paths.csv'"
  })
  void aCompressedTableIsRefusedWithTheCommandThatUnpacksIt(String first, String name, String how) {
    byte[] csv = HexFormat.of().parseHex(first + "00030a2c22ff0022");
    assertThatThrownBy(() -> PathTableReader.read(new ByteArrayInputStream(csv)))
        .isInstanceOf(PathTableException.class)
        .hasMessageStartingWith("The path table is compressed (" + name + "), and only plain CSV")
        .hasMessageContaining(how);
  }

  @ParameterizedTest
  @ValueSource(strings = {"89504e470d0a1a0a0000", "7fff2cfe030a", "61ff2c62220a", "611b5b324a0a"})
  void aHeaderOfOtherBytesThanTextIsNotRepeated(String bytes) {
    byte[] csv = HexFormat.of().parseHex(bytes);
    assertThatThrownBy(() -> PathTableReader.read(new ByteArrayInputStream(csv)))
        .isInstanceOf(PathTableException.class)
        .hasMessage(
            "Line 1: the header is not text in UTF-8. Give a CSV file, saved as UTF-8, whose first"
                + " line is for example path,conversions,value,nulls.");
  }

  @Test
  void aCarriageReturnEndsALineToo() throws IOException {
    PathTableReader.Read read = read("path,conversions\rA,1\rB,x\r");

    assertThat(read.table().channels()).containsExactly("A");
    assertThat(read.faults()).singleElement().asString().startsWith("Line 3, column conversions");
  }

  private static PathTableReader.Read read(String csv) throws IOException {
    return PathTableReader.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
  }
}
