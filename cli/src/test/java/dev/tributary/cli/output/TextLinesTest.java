package dev.tributary.cli.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TextLinesTest {

  @Test
  void aLineOfOtherBytesIsToldWithItsNumberAndTheRestIsRead() throws IOException {
    TextLines lines =
        new TextLines(
            new ByteArrayInputStream("caf\u00e9\n\n caf\u00e8\nend".getBytes(ISO_8859_1)));

    assertThat(lines.next()).isEqualTo(new TextLines.Line(1, null, 4));
    assertThat(lines.next()).isEqualTo(new TextLines.Line(3, null, 5));
    assertThat(lines.next()).isEqualTo(new TextLines.Line(4, "end", 0));
    assertThat(lines.next()).isNull();
  }

  @Test
  void aCharacterThatEndsTooEarlyIsNone() throws IOException {
    byte[] cut = {'a', (byte) 0xE2, (byte) 0x82, '\n'};

    assertThat(new TextLines(new ByteArrayInputStream(cut)).next().readable()).isFalse();
  }

  @Test
  void aCarriageReturnEndsALineToo() throws IOException {
    TextLines lines = new TextLines(new ByteArrayInputStream("a\r\rb\r\nc".getBytes(UTF_8)));

    assertThat(lines.next()).isEqualTo(new TextLines.Line(1, "a", 0));
    assertThat(lines.next()).isEqualTo(new TextLines.Line(3, "b", 0));
    assertThat(lines.next()).isEqualTo(new TextLines.Line(4, "c", 0));
    assertThat(lines.next()).isNull();
  }

  @Test
  void aByteOrderMarkAndBlankLinesSayNothing() throws IOException {
    TextLines lines = new TextLines(new ByteArrayInputStream("\uFEFFa\r\n \r\n".getBytes(UTF_8)));

    assertThat(lines.next().text()).isEqualTo("a");
    assertThat(lines.next()).isNull();
  }
}
