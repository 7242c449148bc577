package dev.tributary.capture.ship;

import dev.tributary.capture.file.ReservedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The highest sequence that Kafka has acknowledged with all before it: decimal text in a file, and
 * behind it the CRC32C of the collector's id and that text. One that is not this collector's would
 * let the journal go unsent.
 */
public final class Cursor {

  private static final Logger LOG = LoggerFactory.getLogger(Cursor.class);

  private static final Pattern CONTENT = Pattern.compile("(\\d{1,18}) ([0-9a-f]{8})");

  private final ReservedFile written;
  private final String collectorId;
  private volatile long shipped;

  /**
   * Reads the cursor; 0 where there is none or it is damaged, so that the journal is sent anew and
   * what Kafka has already is dropped by key.
   *
   * @throws IOException when the file is there and can't be read
   */
  public Cursor(Path file, String collectorId) throws IOException {
    this.written = new ReservedFile(file);
    this.collectorId = collectorId;
    if (Files.exists(file)) {
      String text = new String(Files.readAllBytes(file), StandardCharsets.US_ASCII).strip();
      Matcher content = CONTENT.matcher(text);
      if (content.matches() && checksum(content.group(1)).equals(content.group(2))) {
        shipped = Long.parseLong(content.group(1));
      } else {
        LOG.error(
            "The cursor {} is damaged or of another collector; the journal is sent again from its"
                + " start. What Kafka has already is recognised by its key.",
            file);
      }
    }
  }

  private String checksum(String sequence) {
    CRC32C crc = new CRC32C();
    crc.update((collectorId + " " + sequence).getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }

  public long shipped() {
    return shipped;
  }

  void move(long sequence) throws IOException {
    if (sequence != shipped) {
      String text = Long.toString(sequence);
      String content = text + " " + checksum(text) + "\n";
      written.write(content.getBytes(StandardCharsets.US_ASCII));
      shipped = sequence;
    }
  }
}
