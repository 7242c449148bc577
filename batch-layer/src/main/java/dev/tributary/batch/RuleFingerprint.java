package dev.tributary.batch;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.Setting;
import dev.tributary.core.config.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;

/**
 * What decides credit besides the raw log: the settings of the rooms that interpret events. Two
 * runs with one fingerprint at one raw version give the same credit.
 */
final class RuleFingerprint {

  private static final Set<String> ROOMS =
      Set.of("attribution", "classify", "event", "identity", "reporting");

  private RuleFingerprint() {}

  /** The rule version of a run with this config: 12 hexadecimal digits. */
  static String of(Config config) {
    TreeMap<String, String> decisive = new TreeMap<>();
    for (Setting<?> setting : Settings.all()) {
      String room = setting.key().substring(0, Math.max(0, setting.key().indexOf('.')));
      if (ROOMS.contains(room)) {
        decisive.put(setting.key(), String.valueOf(config.value(setting)));
      }
    }
    return digest(decisive.toString()).substring(0, 12);
  }

  /** SHA-256 of a text, in hexadecimal digits. */
  static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
