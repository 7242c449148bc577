package dev.tributary.capture.link;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One key of signed links.
 *
 * @param id names it within a link; no secret
 * @param secret 32 bytes
 */
public record LinkKey(String id, byte[] secret) {

  private static final String ALGORITHM = "HmacSHA256";

  /** HMAC-SHA256 of a text's bytes. */
  byte[] sign(byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac.doFinal(text);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java runtime has to offer " + ALGORITHM, e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LinkKey key
        && key.id.equals(id)
        && java.security.MessageDigest.isEqual(key.secret, secret);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(secret);
  }

  /** Without the secret: it would end in a log. */
  @Override
  public String toString() {
    return "LinkKey[" + id + "]";
  }
}
