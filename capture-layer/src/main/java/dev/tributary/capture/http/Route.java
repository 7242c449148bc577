package dev.tributary.capture.http;

import java.util.Locale;

/** What a path is called in the metrics: a fixed few, whatever is asked for. */
enum Route {
  REDIRECT,
  EVENTS,
  PIXEL,
  OTHER,
  UNREADABLE;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
