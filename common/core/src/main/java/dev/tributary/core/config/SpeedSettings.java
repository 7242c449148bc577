package dev.tributary.core.config;

import java.util.List;

/** Settings of the speed layer. */
public final class SpeedSettings {

  static final List<Setting<?>> ALL = List.of();

  private SpeedSettings() {}
}
