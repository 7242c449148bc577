package dev.tributary.capture.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Keys that a program shows as {@code Authorization: Bearer KEY}; only their hashes are kept. */
public final class BearerKey {

  private static final String SCHEME = "Bearer ";
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private BearerKey() {}

  /** A new key of 256 random bits. */
  public static String fresh() {
    byte[] random = new byte[BYTES];
    RANDOM.nextBytes(random);
    return "tk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** What is kept of a key: SHA-256. Keys are random, so a fast hash is as good as a slow one. */
  public static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has to offer SHA-256", e);
    }
  }

  /**
   * The hash of the key that a request shows, or null where it shows none.
   *
   * @param authorization the header as sent; may be null
   */
  public static byte[] shown(String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    return hash(authorization.substring(SCHEME.length()).strip());
  }
}
