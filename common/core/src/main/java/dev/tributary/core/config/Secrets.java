package dev.tributary.core.config;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** Keys that are made on first use and kept in a file that only its owner can read. */
public final class Secrets {

  /** Bytes of a key. */
  public static final int KEY_BYTES = 32;

  private Secrets() {}

  /**
   * The key in a file, made if there is none yet. Of several processes that make it at once all get
   * the one that came first.
   *
   * @return {@value #KEY_BYTES} bytes
   * @throws DataException when the file can't be read or made, or holds no key
   */
  public static byte[] readOrMake(Path file) {
    Optional<byte[]> key = read(file);
    if (key.isPresent()) {
      return key.get();
    }
    try {
      make(file);
    } catch (IOException e) {
      throw unusable(file, "can't be made (" + e + ")", e);
    }
    return read(file).orElseThrow(() -> unusable(file, "vanished while it was made", null));
  }

  /**
   * The key in a file, or empty where there is no such file.
   *
   * @throws DataException when the file can't be read or holds no key
   */
  public static Optional<byte[]> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      byte[] key = Base64.getDecoder().decode(Files.readString(file).trim());
      if (key.length != KEY_BYTES) {
        throw unusable(file, "holds " + key.length + " bytes instead of " + KEY_BYTES, null);
      }
      return Optional.of(key);
    } catch (IOException e) {
      throw unusable(file, "can't be read (" + e + ")", e);
    } catch (IllegalArgumentException e) {
      throw unusable(file, "holds something else than base64", e);
    }
  }

  private static void make(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path whole = Files.createTempFile(file.getParent(), ".key", "", ownerOnly);
    try {
      Files.writeString(whole, Base64.getEncoder().encodeToString(key) + "\n");
      // A link appears whole or not at all, and never replaces a key that another process made.
      Files.createLink(file, whole);
    } catch (FileAlreadyExistsException otherWasFirst) {
      return;
    } finally {
      Files.delete(whole);
    }
  }

  private static DataException unusable(Path file, String why, Throwable cause) {
    return new DataException(
        "The key file "
            + file
            + " "
            + why
            + ". Make it readable and its folder writable for this user, or restore the key from a"
            + " backup: with another key, users known so far are not recognised again.",
        cause);
  }
}
