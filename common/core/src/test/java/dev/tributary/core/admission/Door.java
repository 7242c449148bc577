package dev.tributary.core.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.core.admission.Verdict.Admitted;
import dev.tributary.core.admission.Verdict.Refused;
import dev.tributary.core.config.Config;
import dev.tributary.core.consent.Pseudonyms;
import dev.tributary.core.event.Device;
import dev.tributary.core.event.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** An admission at a fixed time, for tests. Single quotes stand for double ones in its JSON. */
final class Door {

  static final Instant NOW = Instant.parse("2026-11-08T12:00:00Z");
  static final Pseudonyms PSEUDONYMS =
      Pseudonyms.withKey("a key of the tests only".getBytes(UTF_8));
  static final String GRANTED = "'consent':{'analytics':'granted','advertising':'granted'}";
  static final String DENIED = "'consent':{'analytics':'denied','advertising':'denied'}";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final Admission admission;
  private final Device device;
  private final Origin origin;

  private Door(Admission admission, Device device, Origin origin) {
    this.admission = admission;
    this.device = device;
    this.origin = origin;
  }

  static Door open() {
    return with(Config.defaults());
  }

  static Door with(Config config) {
    return new Door(new Admission(config, PSEUDONYMS), Device.UNKNOWN, new Origin("collector", 7));
  }

  Door seenFrom(Device other) {
    return new Door(admission, other, origin);
  }

  Door at(Origin other) {
    return new Door(admission, device, other);
  }

  Verdict verdict(byte[] bytes) {
    return admission.admit(bytes, new Arrival(origin, NOW, device));
  }

  Verdict verdict(String json) {
    return verdict(json.replace('\'', '"').getBytes(UTF_8));
  }

  Admitted admitted(String json) {
    Verdict verdict = verdict(json);
    assertThat(verdict).isInstanceOf(Admitted.class);
    return (Admitted) verdict;
  }

  JsonNode payload(String json) {
    return tree(admitted(json).payload());
  }

  String key(String json) {
    return admitted(json).event().header().key();
  }

  Refused refused(String json) {
    Verdict verdict = verdict(json);
    assertThat(verdict).isInstanceOf(Refused.class);
    return (Refused) verdict;
  }

  String reason(String json) {
    return refused(json).rejection().reason().code();
  }

  static JsonNode tree(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A page view of visitor v1 with these further members. */
  static String pageView(String... members) {
    return event("page_view", "'visitor_id':'v1'," + GRANTED, members);
  }

  static String conversion(String... members) {
    return event("conversion", "'visitor_id':'v1'," + GRANTED, members);
  }

  static String event(String type, String base, String... members) {
    return "{'schema_version':1,'event_type':'"
        + type
        + "','occurred_at':'2026-11-08T10:00:00Z',"
        + base
        + (members.length == 0 ? "" : "," + String.join(",", members))
        + "}";
  }
}
