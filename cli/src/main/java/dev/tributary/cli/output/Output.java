package dev.tributary.cli.output;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Option;

/** The {@code --format} option of every command that prints data. Only data goes to stdout. */
public final class Output {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "table (for people), csv, json or jsonl (for programs, without loss). Without it a table;"
              + " classify, stitch and validate print jsonl.")
  private Format format;

  /** The format asked for, or the fallback. */
  public Format formatOr(Format fallback) {
    return format == null ? fallback : format;
  }

  /** Starts a document of these columns on standard output, as a table unless told otherwise. */
  public RowWriter open(List<String> columns) {
    return open(columns, Format.TABLE);
  }

  /** The same with another format where none was asked for. */
  public RowWriter open(List<String> columns, Format fallback) {
    return open(columns, fallback, standardOutput());
  }

  /** The same into any writer, which is closed with the document. */
  public RowWriter open(List<String> columns, Format fallback, Writer out) {
    return switch (formatOr(fallback)) {
      case TABLE -> new TableWriter(columns, out);
      case CSV -> new CsvWriter(columns, out);
      case JSON -> JsonWriter.array(columns, out);
      case JSONL -> JsonWriter.lines(columns, out);
    };
  }

  private static Writer standardOutput() {
    // Not System.out: its PrintStream hides write errors, and each println would flush.
    return new BufferedWriter(
        new OutputStreamWriter(
            new FilterOutputStream(new FileOutputStream(FileDescriptor.out)) {
              @Override
              public void write(byte[] bytes, int from, int count) throws IOException {
                out.write(bytes, from, count);
              }

              @Override
              public void close() throws IOException {
                // The process may still have something to print after this document.
                flush();
              }
            },
            StandardCharsets.UTF_8),
        1 << 16);
  }
}
