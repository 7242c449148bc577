package dev.tributary.batch.version;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.RuleVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What decides credit besides the raw log: the settings of the rooms that interpret events. Two
 * runs with one fingerprint at one raw version give the same credit.
 */
public final class RuleFingerprint {

  private RuleFingerprint() {}

  /** The rule version of a run with this config: 12 hexadecimal digits. */
  public static String of(Config config) {
    return RuleVersion.of(config);
  }

  /** The same of a run, whose fitted models decide as well. */
  public static String ofRun(Config config) {
    return digest(ModelVersions.json(config)).substring(0, 12);
  }

  /** SHA-256 of a text, in hexadecimal digits. */
  public static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
