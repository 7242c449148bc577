package dev.tributary.batch.imports;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.util.ReflectionUtils;

/** The bytes of a file that is imported; one whose name ends in .gz is unpacked. */
final class SourceFile {

  private SourceFile() {}

  /** Opens it, unpacked as Spark's tasks unpack lines. */
  static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    if (!packed(file)) {
      return in;
    }
    try {
      return gzip().createInputStream(in);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /**
   * Unpacks a packed file to its end, since tasks would find out half-way.
   *
   * @param name as the user gave it, for errors
   * @throws ImportException when it is damaged or not packed at all
   */
  static void check(Path file, String name) {
    if (!packed(file)) {
      return;
    }
    try (InputStream in = open(file)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new ImportException(
          name
              + " can't be unpacked ("
              + e.getMessage()
              + "), and nothing of it was imported. Fetch or pack the file again; one that is not"
              + " packed needs a name that does not end in .gz.",
          e);
    }
  }

  /** A failure to read a file, in words. */
  static ImportException unreadable(String name, IOException failure) {
    return new ImportException(
        "The file " + name + " can't be read (" + failure + "). Check its name and permissions.",
        failure);
  }

  private static boolean packed(Path file) {
    return file.getFileName().toString().endsWith(".gz");
  }

  private static CompressionCodec gzip() {
    return ReflectionUtils.newInstance(GzipCodec.class, new Configuration(false));
  }
}
