package dev.tributary.capture.ship;

import dev.tributary.capture.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The highest sequence that Kafka has acknowledged with all before it, as decimal text in a file.
 */
public final class Cursor {

  private static final Logger LOG = LoggerFactory.getLogger(Cursor.class);

  private final Path file;
  private long shipped;

  /**
   * Reads the cursor; 0 where there is none or it is damaged, so that the journal is sent anew and
   * what Kafka has already is dropped by key.
   *
   * @throws IOException when the file is there and can't be read
   */
  public Cursor(Path file) throws IOException {
    this.file = file;
    String text =
        Files.exists(file)
            ? new String(Files.readAllBytes(file), StandardCharsets.US_ASCII).strip()
            : "0";
    if (text.matches("\\d{1,18}")) {
      shipped = Long.parseLong(text);
    } else {
      LOG.error(
          "The cursor {} holds no number; the journal is sent again from its start. What Kafka has"
              + " already is recognised by its key.",
          file);
    }
  }

  public long shipped() {
    return shipped;
  }

  void move(long sequence) throws IOException {
    if (sequence != shipped) {
      AtomicFile.write(file, (sequence + "\n").getBytes(StandardCharsets.US_ASCII));
      shipped = sequence;
    }
  }
}
