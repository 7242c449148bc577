package dev.tributary.core.consent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Replaces identifiers of known people by keyed hashes (HMAC-SHA256): the same identifier gives the
 * same pseudonym under one key, and without the key nobody can try names against it.
 *
 * <p>A pseudonym is {@code p_} and 43 characters of base64url: 24 bytes of hash and 8 bytes by
 * which the key's owner knows its own pseudonyms again, so that what was replaced once stays as it
 * is on a second way through admission. Safe for use by several threads.
 */
public final class Pseudonyms {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "p_";
  private static final int HASH_BYTES = 24;
  private static final int BYTES = 32;

  private final SecretKeySpec key;

  private Pseudonyms(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * Pseudonyms under a key.
   *
   * @param key at least 16 secret bytes
   */
  public static Pseudonyms withKey(byte[] key) {
    if (key.length < 16) {
      throw new IllegalArgumentException(
          "The pseudonym key has "
              + key.length
              + " bytes, too few to be secret. Give at least 16, better 32, random bytes.");
    }
    return new Pseudonyms(key);
  }

  /** The pseudonym of an identifier; one of our own pseudonyms stands for itself. */
  public String of(String identifier) {
    if (isOwn(identifier)) {
      return identifier;
    }
    byte[] hash = Arrays.copyOf(mac("id", identifier.getBytes(UTF_8)), HASH_BYTES);
    byte[] whole = Arrays.copyOf(hash, BYTES);
    System.arraycopy(mac("own", hash), 0, whole, HASH_BYTES, BYTES - HASH_BYTES);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  /**
   * Tells this key from others and says nothing of it: 16 hexadecimal digits, the same wherever the
   * key is used.
   */
  public String keyFingerprint() {
    return HexFormat.of().formatHex(mac("fingerprint", new byte[0]), 0, 8);
  }

  private boolean isOwn(String identifier) {
    if (!identifier.startsWith(PREFIX) || identifier.length() != PREFIX.length() + 43) {
      return false;
    }
    byte[] whole;
    try {
      whole = Base64.getUrlDecoder().decode(identifier.substring(PREFIX.length()));
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
    byte[] hash = Arrays.copyOf(whole, HASH_BYTES);
    byte[] proof = Arrays.copyOf(mac("own", hash), BYTES - HASH_BYTES);
    return MessageDigest.isEqual(proof, Arrays.copyOfRange(whole, HASH_BYTES, BYTES));
  }

  private byte[] mac(String purpose, byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(purpose.getBytes(UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(text);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java runtime has to offer " + ALGORITHM + ".", e);
    }
  }
}
