package dev.tributary.lake;

import java.nio.file.Path;

/** A process that writes provisional cells until every day is published. */
final class FenceRacer {

  private FenceRacer() {}

  public static void main(String[] arguments) {
    Lake lake = new Lake(TestLake.session(), Path.of(arguments[0]));
    FenceWriters writers = new FenceWriters(lake, Integer.parseInt(arguments[1]));
    writers.provisionalUntilAllIsPublished();
    System.out.println("commits " + lake.version(Table.ATTRIBUTION));
    lake.spark().stop();
  }
}
