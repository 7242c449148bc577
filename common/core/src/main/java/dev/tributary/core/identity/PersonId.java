package dev.tributary.core.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Person ids: 128 bits of SHA-256, so that tables for reports hold no identifier as sent. */
public final class PersonId {

  private static final int BYTES = 16;

  private PersonId() {}

  /** The id of the person whose smallest identifier this is: {@code p-} and 32 hex digits. */
  public static String of(Identifier smallest) {
    return named(smallest.kind() + ":" + smallest.value());
  }

  /** The same, of the smallest identifier's kind, a colon and its value. */
  public static String named(String smallest) {
    byte[] name = smallest.getBytes(StandardCharsets.UTF_8);
    return "p-" + HexFormat.of().formatHex(sha256(name), 0, BYTES);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256; this one does not.", e);
    }
  }
}
