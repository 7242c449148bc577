package dev.tributary.core.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.consent.Choice;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A table's row on its way to an event of the contract. */
class MappedEventTest {

  private final MappedEvent events =
      new MappedEvent(
          ZoneId.of("Europe/Berlin"), new ImportConsent(Choice.GRANTED), List.of("shop.example"));

  @Test
  void timesWithoutAnOffsetAreInTheReportingZoneAndOthersStayAsTheyAre() {
    assertThat(at("2026-03-10")).contains("\"2026-03-10T00:00:00+01:00\"");
    assertThat(at("2026-07-10 09:30")).contains("\"2026-07-10T09:30:00+02:00\"");
    assertThat(at(" 2026-07-10T09:30:15.25 ")).contains("\"2026-07-10T09:30:15.25+02:00\"");
    assertThat(at("2026-03-10 09:30:00 UTC")).contains("\"2026-03-10 09:30:00Z\"");
    assertThat(at("2026-03-10T09:30:00Z")).contains("\"2026-03-10T09:30:00Z\"");
    assertThat(at("2026-02-30")).contains("\"2026-02-30\"");
    assertThat(at("yesterday")).contains("\"yesterday\"");
    assertThat(at(LocalDate.parse("2026-03-10"))).contains("\"2026-03-10T00:00:00+01:00\"");
    assertThat(at(LocalDateTime.parse("2026-03-10T09:30")))
        .contains("\"2026-03-10T09:30:00+01:00\"");
    assertThat(at(Instant.parse("2026-03-10T09:30:00Z"))).contains("\"2026-03-10T09:30:00Z\"");
    assertThat(at(1_773_135_000_000L)).contains(":1.773135E+12");
    assertThat(json(Map.of("sent_at", "2026-03-10"))).contains("\"2026-03-10T00:00:00+01:00\"");
    assertThat(json(Map.of("order_id", "2026-03-10"))).contains("\"2026-03-10\"");
  }

  @Test
  void textsStayTextsAndOtherFieldsTheirType() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("order_id", new BigDecimal("42.00"));
    row.put("value", 12.50);
    row.put("erase", true);
    row.put("shop_rank", new BigDecimal("0.00"));
    row.put("visitor_id", null);
    row.put("adjustment.order_id", 7);
    row.put("adjustment.kind", "refund");

    assertThat(json(row))
        .isEqualTo(
            "{\"schema_version\":1,\"order_id\":\"42\",\"value\":\"12.5\",\"erase\":true,"
                + "\"shop_rank\":0,\"adjustment\":{\"order_id\":\"7\",\"kind\":\"refund\"},"
                + "\"consent\":{\"analytics\":\"granted\",\"advertising\":\"granted\"}}");
    assertThat(MappedEvent.takesText("order_id")).isTrue();
    assertThat(MappedEvent.takesText("occurred_at")).isFalse();
  }

  @Test
  void consentOfTheRowCountsAndTheOwnersReferrerIsTakenOut() {
    assertThat(
            json(
                Map.of(
                    "consent.analytics", "denied",
                    "referrer", "https://www.shop.example/cart")))
        .isEqualTo("{\"schema_version\":1,\"consent\":{\"analytics\":\"denied\"}}");
    assertThat(json(Map.of("referrer", "https://other.example/"))).contains("other.example");
  }

  @Test
  void aMapIsAListOfEntriesWithFieldsNestedOrDotted() {
    EventMap map =
        EventMap.read(
            "map.yaml",
            """
            - when: total > 0
              event_type: "'conversion'"
              consent: {analytics: "'granted'"}
            - event_type: "'page_view'"
            """);

    assertThat(map.entries())
        .containsExactly(
            new EventMap.Entry(
                "total > 0",
                Map.of("event_type", "'conversion'", "consent.analytics", "'granted'")),
            new EventMap.Entry("true", Map.of("event_type", "'page_view'")));
  }

  @Test
  void aMapThatIsNoneSaysWhereItFails() {
    assertThatThrownBy(() -> EventMap.read("map.yaml", "event_type: x"))
        .hasMessageContaining("map.yaml")
        .hasMessageContaining("no list of entries");
    assertThatThrownBy(() -> EventMap.read("map.yaml", "[]"))
        .hasMessageContaining("no list of entries");
    assertThatThrownBy(() -> EventMap.read("map.yaml", "- event_type: a\n- when: b"))
        .hasMessageContaining("entry 2 has no event_type");
    assertThatThrownBy(() -> EventMap.read("map.yaml", "- event_type: [a]"))
        .hasMessageContaining("neither an expression nor fields");
    assertThatThrownBy(() -> EventMap.read("map.yaml", "- word"))
        .hasMessageContaining("neither an expression nor fields");
    assertThatThrownBy(() -> EventMap.read("map.yaml", "- {")).hasMessageContaining("not YAML");
  }

  private String at(Object time) {
    return json(Map.of("occurred_at", time));
  }

  private String json(Map<String, Object> values) {
    return new String(events.json(values), UTF_8);
  }
}
