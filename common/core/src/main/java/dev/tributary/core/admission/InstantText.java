package dev.tributary.core.admission;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.Arrays;

/**
 * Instants at microseconds as {@link Instant#toString} writes them, for those of one second again
 * and again. Safe for use by several threads.
 */
final class InstantText {

  /** The text of a second up to its digits, without the Z. */
  private record Second(long epoch, byte[] text) {}

  private volatile Second last = new Second(Long.MIN_VALUE, null);

  byte[] of(Instant instant) {
    Second second = last;
    if (second.epoch() != instant.getEpochSecond()) {
      String whole = Instant.ofEpochSecond(instant.getEpochSecond()).toString();
      byte[] text = whole.substring(0, whole.length() - 1).getBytes(US_ASCII);
      second = new Second(instant.getEpochSecond(), text);
      last = second;
    }
    int micros = instant.getNano() / 1000;
    if (micros == 0) {
      return ended(Arrays.copyOf(second.text(), second.text().length + 1));
    }
    boolean millisSay = micros % 1000 == 0;
    int digits = millisSay ? 3 : 6;
    int rest = millisSay ? micros / 1000 : micros;
    byte[] text = Arrays.copyOf(second.text(), second.text().length + 1 + digits + 1);
    for (int at = text.length - 2; at > text.length - 2 - digits; at--) {
      text[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    text[text.length - 2 - digits] = '.';
    return ended(text);
  }

  private static byte[] ended(byte[] text) {
    text[text.length - 1] = 'Z';
    return text;
  }
}
