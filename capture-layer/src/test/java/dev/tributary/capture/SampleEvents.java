package dev.tributary.capture;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Events to post. */
public final class SampleEvents {

  private SampleEvents() {}

  public static String pageView(String eventId, String visitor) {
    return """
        {"schema_version":1,"event_id":"%s","event_type":"page_view",\
        "occurred_at":"2026-11-20T10:00:00Z","visitor_id":"%s",\
        "page_url":"https://shop.example/?utm_source=newsletter&utm_medium=email",\
        "consent":{"analytics":"granted","advertising":"granted"}}"""
        .formatted(eventId, visitor);
  }

  /** An array of page views with the event ids {@code prefix + number}. */
  public static String pageViews(String prefix, int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> pageView(prefix + i, "visitor-" + i % 97))
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** Lacks its consent. */
  public static String rejected() {
    return """
        {"schema_version":1,"event_type":"page_view","occurred_at":"2026-11-20T10:00:00Z",\
        "visitor_id":"v","page_url":"https://shop.example/"}""";
  }
}
