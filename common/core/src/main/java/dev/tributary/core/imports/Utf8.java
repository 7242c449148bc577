package dev.tributary.core.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;

/**
 * Reads bytes as text only where they are one: a replaced byte would make different words equal.
 */
final class Utf8 {

  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /** The text, or empty where the bytes are not UTF-8. */
  static Optional<String> text(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    boolean same = text.indexOf(REPLACEMENT) < 0 || Arrays.equals(text.getBytes(UTF_8), bytes);
    return same ? Optional.of(text) : Optional.empty();
  }
}
