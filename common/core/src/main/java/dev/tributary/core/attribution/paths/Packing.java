package dev.tributary.core.attribution.paths;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Tells by a file's first bytes how it is compressed. */
enum Packing {
  GZIP("1f8b", "gzip", "'gunzip -c paths.csv.gz > paths.csv'"),
  ZIP(
      "504b0304",
      "zip, as .xlsx files are",
      "'unzip paths.csv.zip', or save the sheet as CSV UTF-8"),
  BZIP2("425a68", "bzip2", "'bunzip2 -c paths.csv.bz2 > paths.csv'"),
  XZ("fd377a58", "xz", "'unxz -c paths.csv.xz > paths.csv'"),
  ZSTD("28b52ffd", "zstd", "'unzstd -c paths.csv.zst > paths.csv'");

  private final byte[] first;
  private final String called;
  private final String unpacking;

  Packing(String first, String called, String unpacking) {
    this.first = HexFormat.of().parseHex(first);
    this.called = called;
    this.unpacking = unpacking;
  }

  /** Why a table that begins with these bytes is refused; empty where it is not compressed. */
  static Optional<String> refusal(byte[] begin) {
    for (Packing packing : values()) {
      if (packing.begins(begin)) {
        return Optional.of(
            "The path table is compressed ("
                + packing.called
                + "), and only plain CSV is read. Unpack it, for example with "
                + packing.unpacking
                + ".");
      }
    }
    return Optional.empty();
  }

  private boolean begins(byte[] begin) {
    return begin.length >= first.length
        && Arrays.equals(begin, 0, first.length, first, 0, first.length);
  }
}
