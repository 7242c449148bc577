package dev.tributary.core.config;

import java.util.List;

/** Settings of the serving layer. */
public final class ServingSettings {

  static final List<Setting<?>> ALL = List.of();

  private ServingSettings() {}
}
