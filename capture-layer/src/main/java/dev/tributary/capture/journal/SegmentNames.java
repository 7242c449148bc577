package dev.tributary.capture.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings names and headers of segments together. A restored or copied file may have another
 * segment's name; its records count by its header, so that under that name they would be looked for
 * where they are not, and what is appended to it never be found.
 */
final class SegmentNames {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentNames.class);

  private final JournalOptions options;

  SegmentNames(JournalOptions options) {
    this.options = options;
  }

  /**
   * Gives each segment the name that its header says. One whose name another has is set aside: it
   * is a copy, or nobody can tell which of the two is.
   *
   * @throws IOException when the disk refuses to move it
   */
  void mend() throws IOException {
    for (Map.Entry<Long, Path> segment : SegmentFile.list(options.directory()).entrySet()) {
      long name = segment.getKey();
      long base = base(segment.getValue(), name);
      if (base != name) {
        rename(segment.getValue(), name, SegmentFile.path(options.directory(), base));
      }
    }
  }

  private void rename(Path file, long name, Path own) throws IOException {
    if (!Files.exists(own)) {
      LOG.warn("The journal segment {} is {} by its header and has that name again.", file, own);
      options.files().rename(file, own);
      return;
    }
    LOG.error(
        "The journal segment {} is {} by its header, which is there too. It is set aside with the"
            + " suffix .damaged; look whether it is a copy.",
        file,
        own);
    Disposal disposal = new Disposal(options.directory());
    disposal.keepAside(name);
    if (!disposal.takenOut(name)) {
      throw new IOException(
          "the segment " + file + " has another's name and can't be set aside; move it away");
    }
  }

  /** What its header says; its name where that can't be read, which whoever reads it meets. */
  private long base(Path file, long name) {
    try (JournalFile open = options.files().open(file)) {
      return SegmentFile.header(open, file).base();
    } catch (IOException e) {
      LOG.debug("The header of {} can't be read yet: {}", file, e.toString());
      return name;
    }
  }
}
