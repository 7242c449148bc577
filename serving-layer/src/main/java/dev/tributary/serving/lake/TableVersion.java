package dev.tributary.serving.lake;

import java.nio.file.Path;
import java.util.OptionalLong;

/** How far a table has come, without reading it. */
public final class TableVersion {

  private TableVersion() {}

  /** The number of the newest commit, from 0; empty where nobody has written the table. */
  public static OptionalLong newest(Path lake, String table) {
    return CommitLog.of(lake.resolve(table)).newestVersion();
  }
}
