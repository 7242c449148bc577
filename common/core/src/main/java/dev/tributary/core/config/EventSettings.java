package dev.tributary.core.config;

import java.util.List;

/** Settings of admission: key, consent, pseudonyms. */
public final class EventSettings {

  static final List<Setting<?>> ALL = List.of();

  private EventSettings() {}
}
