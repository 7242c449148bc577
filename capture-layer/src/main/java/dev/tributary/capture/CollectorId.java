package dev.tributary.capture;

import dev.tributary.capture.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The name of a collector: made once for a data directory, the same at every start. */
final class CollectorId {

  private static final int RANDOM_BYTES = 6;

  private CollectorId() {}

  static String readOrMake(Path file) throws IOException {
    if (Files.exists(file)) {
      String id = Files.readString(file).strip();
      if (id.matches("[a-z0-9-]{1,64}")) {
        return id;
      }
      throw new IOException(
          file
              + " holds no collector id: restore it, or delete it and the journal beside it to"
              + " start as a new collector");
    }
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    String id = "collector-" + HexFormat.of().formatHex(random);
    AtomicFile.writeForGood(file, (id + "\n").getBytes(StandardCharsets.US_ASCII));
    return id;
  }
}
