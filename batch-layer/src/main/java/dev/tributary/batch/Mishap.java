package dev.tributary.batch;

import dev.tributary.batch.layout.Layout;
import dev.tributary.lake.Table;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the engine or the machine threw, in words for the person who started the run. */
final class Mishap {

  private static final Pattern FILE = Pattern.compile("(?:file|s3a):[^\\s'\",]*[^\\s'\",.:]");
  private static final Pattern FULL =
      Pattern.compile("No space left on device|File too large|Disk quota exceeded");
  private static final Pattern UNKNOWN = Pattern.compile("Whether the commit .* is not known");
  private static final Pattern GONE =
      Pattern.compile("FILE_NOT_EXIST|FileNotFoundException|NoSuchFileException|does not exist");
  private static final Pattern BROKEN =
      Pattern.compile(
          "is not a Parquet file|CANNOT_READ_FILE|FAILED_READ_FILE|ParquetDecodingException"
              + "|corrupt|Corrupt|MalformedInput|ChecksumException");

  private Mishap() {}

  /** The refusal that stands for what was thrown, where it is one that people can mend. */
  static Optional<BatchRefusal> of(Throwable thrown) {
    StringBuilder said = new StringBuilder();
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof BatchRefusal ofATask) {
        return Optional.of(ofATask);
      }
      said.append(cause).append('\n');
    }
    String text = said.toString();
    Matcher named = FILE.matcher(text);
    String file = named.find() ? named.group() : "a file of the tables";
    if (UNKNOWN.matcher(text).find()) {
      return Optional.of(
          BatchRefusal.failure(
              "The tables' storage failed while a commit was being stored, so whether the run has"
                  + " published is not known: either all of it, or nothing and what was published"
                  + " before still stands ("
                  + firstLine(thrown)
                  + ").",
              "Run it again once the storage answers: what was stored is then found.",
              thrown));
    }
    if (FULL.matcher(text).find()) {
      return Optional.of(
          BatchRefusal.failure(
              "The disk of the data directory is full, so the run could not be written; nothing is"
                  + " published and what was published before still stands.",
              "Make room, then run it again: it cleans up after itself first.",
              thrown));
    }
    if (GONE.matcher(text).find()) {
      return Optional.of(unreadable(file, "is gone", thrown));
    }
    if (BROKEN.matcher(text).find()) {
      return Optional.of(unreadable(file, "can't be read: its content is damaged", thrown));
    }
    return Optional.empty();
  }

  /** The refusal that stands for anything else. */
  static BatchRefusal unnamed(Throwable thrown) {
    return BatchRefusal.failure(
        "The run ended by an error of the engine ("
            + firstLine(thrown)
            + "); nothing is published and what was published before still stands.",
        "Run it again; if it fails again, report this with the log of the run.",
        thrown);
  }

  private static BatchRefusal unreadable(String file, String what, Throwable thrown) {
    return BatchRefusal.failure(
        file + " " + what + ", so nothing is published and what was published before still stands.",
        remedy(file),
        thrown);
  }

  private static String remedy(String file) {
    Optional<Table> table =
        Stream.of(Table.values())
            .filter(one -> file.contains("/" + one.tableName() + "/"))
            .findFirst();
    if (table.filter(Table::isLayout).isPresent()) {
      return Layout.MAKE_AGAIN;
    }
    if (table.filter(Table.RAW_EVENTS::equals).isPresent()) {
      return "Restore it from a copy of the lake, or read an earlier version with --raw-version; the"
          + " events in it are in no other place once Kafka has let go of them.";
    }
    if (table.filter(Table.REJECTED_EVENTS::equals).isPresent()) {
      return "Restore it from a copy of the lake. Without one, stop the platform, move the folder"
          + " rejected_events away and run it again: the table is begun anew, and of events that"
          + " are missing until then nobody knows whether they were refused.";
    }
    return table.filter(Mishap::isComputed).isPresent()
        ? "Restore it from a copy of the lake. Without one, publish the days whose rows it holds"
            + " again, from the raw log: tributary batch with --from, --to and a --run-id of its own."
        : "Restore it from a copy of the lake.";
  }

  private static boolean isComputed(Table table) {
    return table == Table.TOUCHPOINTS
        || table == Table.CONVERSIONS
        || table == Table.CREDITS_FINAL
        || table == Table.ADJUSTMENTS;
  }

  private static String firstLine(Throwable thrown) {
    String text = String.valueOf(thrown);
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
