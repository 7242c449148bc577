package dev.tributary.core.attribution.paths;

import java.util.Arrays;
import java.util.Optional;

/** Tells by a file's first bytes the encodings that spreadsheets write beside UTF-8. */
final class OtherEncoding {

  /** So many bytes tell. */
  static final int BYTES = 4;

  private OtherEncoding() {}

  /** Its name as iconv knows it; empty where nothing speaks against UTF-8. */
  static Optional<String> of(byte[] first) {
    byte[] bytes = Arrays.copyOf(first, BYTES);
    int head = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    int next = (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF;
    if (first.length == BYTES && (head == 0xFFFE && next == 0 || head == 0 && next == 0xFEFF)) {
      return Optional.of("UTF-32");
    }
    if (head == 0xFFFE || head == 0xFEFF) {
      return Optional.of("UTF-16");
    }
    // Without a mark: of each letter of a header one byte is zero.
    if (first.length >= 2 && bytes[0] == 0 != (bytes[1] == 0)) {
      return Optional.of(bytes[0] == 0 ? "UTF-16BE" : "UTF-16LE");
    }
    return Optional.empty();
  }
}
