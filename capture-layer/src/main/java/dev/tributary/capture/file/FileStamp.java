package dev.tributary.capture.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * What tells one state of a small file from the next without reading it. A file that is replaced
 * whole has another inode, even where two changes fall into one tick of the file system's clock.
 */
public record FileStamp(long size, long modifiedNanos, Object inode) {

  /** Of a file that is not there. */
  public static final FileStamp ABSENT = new FileStamp(-1, 0, null);

  /**
   * The file's stamp now.
   *
   * @throws IOException when it can't be looked at
   */
  public static FileStamp of(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(
          attributes.size(),
          attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
          attributes.fileKey());
    } catch (NoSuchFileException e) {
      return ABSENT;
    }
  }
}
