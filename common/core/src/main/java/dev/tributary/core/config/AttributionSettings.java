package dev.tributary.core.config;

import java.util.List;

/** Settings of journeys and models. */
public final class AttributionSettings {

  static final List<Setting<?>> ALL = List.of();

  private AttributionSettings() {}
}
