package dev.tributary.core.config;

import java.util.List;

/** Settings of sources, channels and bots. */
public final class ClassifySettings {

  static final List<Setting<?>> ALL = List.of();

  private ClassifySettings() {}
}
