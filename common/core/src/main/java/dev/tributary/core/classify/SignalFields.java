package dev.tributary.core.classify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.event.Campaign;
import dev.tributary.core.event.EventTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The members of a line of signals; what can't be read is noted and absent. */
final class SignalFields {

  private final ObjectNode members;
  private final List<String> problems = new ArrayList<>();

  SignalFields(ObjectNode members) {
    this.members = members;
  }

  SignalLine line() {
    Campaign given =
        new Campaign(
            name("source"),
            name("medium"),
            name("campaign"),
            name("ad_group"),
            name("term"),
            name("content"));
    Signals signals =
        new Signals(
            text("page_url"), text("referrer"), given, name("click_id"), text("click_id_type"));
    return new SignalLine(signals, text("user_agent"), at(), members, List.copyOf(problems));
  }

  /** A text that may be digits alone, which tools then write as a number. */
  private String name(String field) {
    JsonNode value = members.path(field);
    return value.isNumber() ? value.asText() : text(field);
  }

  private String text(String field) {
    JsonNode value = members.path(field);
    if (!value.isTextual() && !value.isNull() && !value.isMissingNode()) {
      problems.add(
          field
              + " is not read: it is of the JSON type "
              + value.getNodeType().name().toLowerCase(Locale.ROOT)
              + ". Write it as text.");
    }
    return value.textValue();
  }

  private Optional<Instant> at() {
    JsonNode value = members.path("occurred_at");
    if (value.isNull() || value.isMissingNode()) {
      return Optional.empty();
    }
    Optional<Instant> at = EventTimes.parse(value);
    if (at.isEmpty()) {
      problems.add(
          "occurred_at is not read, and today's rules are taken: "
              + EventTimes.unreadable(value)
              + ".");
    }
    return at;
  }
}
