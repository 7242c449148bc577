package dev.tributary.cli.output;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A FILE argument: {@code -} and nothing at all mean standard input. */
public final class Input {

  private Input() {}

  /**
   * Opens the named file or standard input.
   *
   * @throws Problem when it can't be read
   */
  public static InputStream open(String file) {
    if (file == null || file.equals("-")) {
      return new BufferedInputStream(System.in, 1 << 16);
    }
    Path path = Path.of(file);
    try {
      if (Files.isDirectory(path)) {
        throw new Problem(
            "'" + file + "' can't be read.",
            "It is a folder.",
            "Name a file, or - for standard input.");
      }
      return new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    } catch (NoSuchFileException e) {
      throw new Problem(
          "'"
              + file
              + "' can't be read: there is no such file."
              + " Check the name (it is taken from the folder you stand in), or give - for"
              + " standard input.",
          e);
    } catch (IOException e) {
      throw new Problem(
          "'" + file + "' can't be read: " + e.getMessage() + ". Check its permissions.", e);
    }
  }
}
