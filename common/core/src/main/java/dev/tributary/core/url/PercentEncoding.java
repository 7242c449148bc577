package dev.tributary.core.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Percent-encoding with the WHATWG URL standard's sets of characters. */
enum PercentEncoding {
  FRAGMENT(" \"<>`"),
  QUERY(" \"#<>'"),
  PATH(" \"#<>?^`{}");

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final String encoded;

  PercentEncoding(String encoded) {
    this.encoded = encoded;
  }

  /** Encodes what this set names, controls, and everything beyond ASCII. */
  String encode(String text) {
    int at = 0;
    while (at < text.length() && stays(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(UTF_8)) {
      if (stays(octet)) {
        out.append((char) octet);
      } else {
        out.append('%').append(HEX.toHexDigits(octet));
      }
    }
    return out.toString();
  }

  private boolean stays(int character) {
    return character > 0x1F && character < 0x7F && encoded.indexOf(character) < 0;
  }

  /** The bytes of a text whose escapes are resolved; broken escapes stand for themselves. */
  static byte[] decode(String text) {
    byte[] in = text.getBytes(UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
    for (int at = 0; at < in.length; at++) {
      if (in[at] == '%' && at + 2 < in.length && hex(in[at + 1]) && hex(in[at + 2])) {
        out.write(Character.digit(in[at + 1], 16) << 4 | Character.digit(in[at + 2], 16));
        at += 2;
      } else {
        out.write(in[at]);
      }
    }
    return out.toByteArray();
  }

  private static boolean hex(byte octet) {
    return Character.digit(octet, 16) >= 0;
  }
}
