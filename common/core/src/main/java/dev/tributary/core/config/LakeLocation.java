package dev.tributary.core.config;

import java.nio.file.Path;

/**
 * Where the tables of one installation lie.
 *
 * @param address an absolute local folder, or {@code s3a://bucket/folder}
 */
public record LakeLocation(String address) {

  /** As the config says; the folder {@code lake} of the data directory where it says nothing. */
  public static LakeLocation of(DataDirectory data, Config config) {
    String configured = config.value(LakeSettings.LOCATION);
    return configured.isEmpty()
        ? of(data.lake())
        : new LakeLocation(configured.replaceAll("/+$", ""));
  }

  /** A local folder. */
  public static LakeLocation of(Path folder) {
    return new LakeLocation(folder.toAbsolutePath().normalize().toString());
  }

  /** Whether they lie in that data directory itself, so that its locks keep all writers apart. */
  public boolean isWithin(DataDirectory data) {
    return equals(of(data.lake()));
  }

  /** Whether the tables lie on another machine. */
  public boolean isRemote() {
    return address.contains("://");
  }

  /** The address of one table, as Spark's readers and writers take it. */
  public String table(String name) {
    return address + "/" + name;
  }

  /**
   * The local folder, for readers of files.
   *
   * @throws DataException when the tables lie in S3
   */
  public Path folder() {
    if (isRemote()) {
      throw new DataException(
          "The tables lie in "
              + address
              + " (lake.location), and this command reads tables from local files only. Commands"
              + " that run on Spark (import, batch, fit, publications, compact, speed) work there;"
              + " to query these tables use Spark, DuckDB or another reader of Delta on S3, or put"
              + " the tables on a local disk.",
          null);
    }
    return Path.of(address);
  }
}
