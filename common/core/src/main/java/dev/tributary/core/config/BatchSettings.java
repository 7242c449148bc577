package dev.tributary.core.config;

import java.util.List;

/** Settings of the batch layer. */
public final class BatchSettings {

  static final List<Setting<?>> ALL = List.of();

  private BatchSettings() {}
}
