package dev.tributary.core.config;

import java.util.List;

/** Settings of the capture layer. */
public final class CaptureSettings {

  static final List<Setting<?>> ALL = List.of();

  private CaptureSettings() {}
}
