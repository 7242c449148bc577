package dev.tributary.core.classify;

import dev.tributary.core.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of a small comma-separated table without quotes: a header line, lines that start with # are
 * comments. A table of our own is a resource, a user's one a file.
 *
 * @param name of the file, for errors
 * @param rows cells in the header's order, trimmed
 */
record Table(String name, List<Row> rows) {

  record Row(int line, List<String> cells) {
    String cell(int column) {
      return cells.get(column);
    }
  }

  static Table shipped(String name, List<String> header) {
    return parse(name, resource(name), header);
  }

  static Table ofFile(String path, List<String> header) {
    try {
      return parse(path, Files.readString(Path.of(path)), header);
    } catch (IOException e) {
      throw new ConfigException("The table " + path + " can't be read: " + e.getMessage() + ".", e);
    }
  }

  /** The text of a resource beside this class. */
  static String resource(String name) {
    try (InputStream in = Table.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The shipped table " + name + " can't be read", e);
    }
  }

  private static Table parse(String name, String text, List<String> header) {
    List<Row> rows = new ArrayList<>();
    boolean headerSeen = false;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> cells = Arrays.stream(line.split(",", -1)).map(String::strip).toList();
      if (!headerSeen) {
        require(cells.equals(header), name, number, "its first row is not " + header);
        headerSeen = true;
        continue;
      }
      require(
          cells.size() == header.size(),
          name,
          number,
          "it has " + cells.size() + " cells instead of " + header.size() + " " + header);
      rows.add(new Row(number, cells));
    }
    return new Table(name, List.copyOf(rows));
  }

  static void require(boolean holds, String name, int line, String why) {
    if (!holds) {
      throw unusable(name, line, why);
    }
  }

  static ConfigException unusable(String name, int line, String why) {
    return new ConfigException(
        "The table " + name + " can't be used, line " + line + ": " + why + ".", null);
  }
}
