package dev.tributary.cli.demo;

import dev.tributary.cli.output.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Marks a data directory as simulated, so that simulated and real events never mix. */
public final class DemoMarker {

  private static final String FILE = "demo";

  private DemoMarker() {}

  /**
   * Takes a data directory for the demo.
   *
   * @throws Problem when it holds data that this very demo did not make
   */
  static void claim(Path data, DemoSize size) {
    Path marker = data.resolve(FILE);
    String wanted = size.toString();
    try {
      if (Files.exists(marker)) {
        refuseAnother(data, Files.readString(marker), wanted);
        return;
      }
      if (Files.isDirectory(data) && !isEmpty(data)) {
        throw new Problem(
            "The demo can't use the data directory " + data + ".",
            "It holds data that no demo made, and simulated traffic must never mix with it.",
            "Name another one with --data.");
      }
      Files.createDirectories(data);
      Files.writeString(marker, wanted);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The data directory "
              + data
              + " can't be written: "
              + e.getMessage()
              + ". Make it writable, or name another one with --data.",
          e);
    }
  }

  /**
   * Refuses a demo's data directory to whatever brings real events in.
   *
   * @throws Problem when a demo made that directory
   */
  public static void refuse(Path data) {
    if (Files.exists(data.resolve(FILE))) {
      throw new Problem(
          "The data directory " + data + " is a demo's.",
          "Real events must never mix with simulated ones.",
          "Name another one with --data, or remove the demo with 'rm -r " + data + "'.");
    }
  }

  private static void refuseAnother(Path data, String found, String wanted) {
    if (!found.equals(wanted)) {
      throw new Problem(
          "The data directory " + data + " holds another demo (" + found + ").",
          "Its days or its visitors are not those of this one (" + wanted + ").",
          "Remove it with 'rm -r " + data + "', or name another one with --data.");
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
