package dev.tributary.core.attribution.paths;

import dev.tributary.core.config.Distance;
import dev.tributary.core.config.Quoted;
import dev.tributary.core.event.FieldText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Where the columns of a path table stand, and how a row of them is read. */
record PathTableColumns(
    int width, int path, int conversions, int value, int nulls, List<String> notes) {

  private static final List<String> KNOWN = List.of("path", "conversions", "value", "nulls");

  private static final int ABSENT = -1;

  /** What bytes that are no UTF-8 are read as. */
  private static final char NOT_UTF_8 = '\uFFFD';

  static PathTableColumns of(List<String> header, int line) {
    List<String> names =
        header.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    List<String> notes = new ArrayList<>();
    for (String name : names) {
      if (!KNOWN.contains(name)) {
        notes.add("The column '" + Quoted.shortened(name) + "' is skipped; " + nearest(name));
      } else if (names.indexOf(name) != names.lastIndexOf(name)) {
        throw new PathTableException(
            "Line "
                + line
                + ", column "
                + name
                + ": the header names it twice, so it is not clear which one counts. Leave one"
                + " out.");
      }
    }
    return new PathTableColumns(
        names.size(),
        required("path", names, line),
        required("conversions", names, line),
        names.indexOf("value"),
        names.indexOf("nulls"),
        List.copyOf(notes));
  }

  /** A picture, say: what it begins with helps nobody, and has no place on a terminal. */
  private static void refuseOtherThanText(List<String> header, int line) {
    boolean text =
        String.join(",", header)
            .chars()
            .allMatch(sign -> sign != NOT_UTF_8 && (!Character.isISOControl(sign) || space(sign)));
    if (!text) {
      throw new PathTableException(
          "Line "
              + line
              + ": the header is not text in UTF-8. Give a CSV file, saved as UTF-8, whose first"
              + " line is for example path,conversions,value,nulls.");
    }
  }

  /** As spreadsheets of many countries write what they call CSV. */
  private static void refuseOtherSeparator(List<String> header, int line) {
    String other =
        header.size() > 1
            ? ""
            : header.get(0).indexOf(';') >= 0
                ? "semicolons"
                : header.get(0).indexOf('\t') >= 0 ? "tabs" : "";
    if (!other.isEmpty()) {
      throw new PathTableException(
          "Line "
              + line
              + ": the header is separated by "
              + other
              + ". Separate cells by commas, as in path,conversions,value,nulls.");
    }
  }

  private static boolean space(int control) {
    return "\t\r\n".indexOf(control) >= 0;
  }

  boolean valued() {
    return value != ABSENT;
  }

  /**
   * Adds one row to the table, or nothing of it.
   *
   * @throws PathTableException when it is malformed; line and column are named
   */
  void read(List<String> cells, int line, PathTableBuilder builder) {
    if (cells.size() != width) {
      throw new PathTableException(
          "Line "
              + line
              + ", column "
              + (Math.min(cells.size(), width) + 1)
              + ": the row has "
              + cells.size()
              + " cells where the header has "
              + width
              + ". Add what is missing, or quote a cell that contains a comma.");
    }
    // All of it is read before any of it is added: a refused row leaves nothing in the table.
    List<String> channels = channels(cells.get(path), line);
    double converted = PathTableNumber.read(cells.get(conversions), "conversions", line);
    double worth = optional(cells, value, "value", line);
    double notConverted = optional(cells, nulls, "nulls", line);
    channels.forEach(builder::touch);
    builder.end(converted, worth, notConverted);
  }

  private static List<String> channels(String text, int line) {
    if (text.indexOf(NOT_UTF_8) >= 0) {
      throw new PathTableException(
          "Line "
              + line
              + ", column path: '"
              + Quoted.shortened(text)
              + "' is not UTF-8, and a channel's name would be garbled. Save the file as UTF-8.");
    }
    List<String> channels = new ArrayList<>();
    int begin = 0;
    while (begin <= text.length()) {
      int arrow = text.indexOf('>', begin);
      int end = arrow < 0 ? text.length() : arrow;
      String channel = FieldText.trimmed(text.substring(begin, end));
      if (channel.isEmpty()) {
        throw new PathTableException(
            "Line "
                + line
                + ", column path: '"
                + Quoted.shortened(text)
                + "' has an empty step, so it is not clear which channel was touched. Write channel"
                + " names with > between them, such as Email > Direct.");
      }
      refuseControls(channel, channels.size() + 1, line);
      channels.add(channel);
      begin = end + 1;
    }
    return channels;
  }

  /** Printed, it could steer a terminal, or make two names look like one; CSV may break lines. */
  private static void refuseControls(String channel, int step, int line) {
    for (int i = 0; i < channel.length(); i++) {
      char sign = channel.charAt(i);
      if (Character.isISOControl(sign) && !space(sign)) {
        throw new PathTableException(
            String.format(
                "Line %d, column path: step %d, '%s', holds the control character U+%04X, which no"
                    + " channel's name has. Remove it, or write a space in its place.",
                line, step, Quoted.shortened(channel), (int) sign));
      }
    }
  }

  private static double optional(List<String> cells, int column, String name, int line) {
    if (column == ABSENT || cells.get(column).isBlank()) {
      return 0;
    }
    return PathTableNumber.read(cells.get(column), name, line);
  }

  private static int required(String name, List<String> names, int line) {
    int column = names.indexOf(name);
    if (column == ABSENT) {
      refuseOtherThanText(names, line);
      refuseOtherSeparator(names, line);
      throw new PathTableException(
          "Line "
              + line
              + ": the header has no column "
              + name
              + "; it has "
              + Quoted.shortened(String.join(", ", names))
              + ". Name the columns path, conversions and, if there are any, value and nulls.");
    }
    return column;
  }

  private static String nearest(String name) {
    String nearest =
        KNOWN.stream().min(Comparator.comparingInt(k -> Distance.between(k, name))).orElseThrow();
    return Distance.between(nearest, name) <= 2
        ? "did you mean '" + nearest + "'?"
        : "only path, conversions, value and nulls are read.";
  }
}
