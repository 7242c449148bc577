package dev.tributary.core.config;

import java.util.List;

/** Settings of the batch layer. */
public final class BatchSettings {

  /** How far a day's orders may fall against the day before. */
  public static final Setting<Long> LARGEST_DROP_PERCENT =
      Setting.whole(
          "batch.largest_drop_percent",
          90,
          1,
          100,
          "percent",
          "A day whose orders fall by more against the day before is not published; 100 publishes"
              + " any.");

  static final List<Setting<?>> ALL = List.of(LARGEST_DROP_PERCENT);

  private BatchSettings() {}
}
