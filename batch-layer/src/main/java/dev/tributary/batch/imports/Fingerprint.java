package dev.tributary.batch.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Knows a file again by its content. */
final class Fingerprint {

  private static final int DIGITS = 12;

  private Fingerprint() {}

  /**
   * The first twelve hexadecimal digits of the file's SHA-256.
   *
   * @param name as the user gave it, for errors
   * @throws ImportException when it can't be read
   */
  static String of(Path file, String name) {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw SourceFile.unreadable(name, e);
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has to offer SHA-256.", e);
    }
  }
}
