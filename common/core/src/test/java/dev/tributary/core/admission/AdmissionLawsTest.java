package dev.tributary.core.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.core.admission.Verdict.Admitted;
import dev.tributary.core.admission.Verdict.Refused;
import dev.tributary.core.event.AdmittedJson;
import dev.tributary.core.event.Envelope;
import dev.tributary.core.event.EnvelopeHeaders;
import dev.tributary.core.event.EventRows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every input. */
class AdmissionLawsTest {

  private final Door door = Door.open();

  @Property
  void anyBytesGiveExactlyOneVerdict(@ForAll byte[] bytes) {
    Verdict verdict = door.verdict(bytes);

    assertThat(verdict instanceof Admitted ^ verdict instanceof Refused).isTrue();
  }

  @Property
  void aCutOrDamagedEventGivesOneVerdict(
      @ForAll("events") ObjectNode event, @ForAll int where, @ForAll byte what) {
    byte[] bytes = event.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    bytes[Math.floorMod(where, bytes.length)] = what;

    Verdict verdict = door.verdict(bytes);

    assertThat(verdict instanceof Admitted ^ verdict instanceof Refused).isTrue();
  }

  @Property
  void thePayloadReadBackIsTheEvent(@ForAll("events") ObjectNode event) {
    Admitted admitted = admitted(event);
    Envelope envelope = EnvelopeHeaders.read(EnvelopeHeaders.write(Envelope.of(admitted.event())));

    assertThat(new AdmittedJson().read(admitted.payload(), envelope)).isEqualTo(admitted.event());
    assertThat(EventRows.restore(EventRows.flatten(admitted.event()))).isEqualTo(admitted.event());
  }

  @Property
  void admittingThePayloadAgainChangesNothing(@ForAll("events") ObjectNode event) {
    Admitted once = admitted(event);
    Admitted twice = (Admitted) door.verdict(once.payload());

    assertThat(Door.tree(twice.payload())).isEqualTo(Door.tree(once.payload()));
    if (once.event().header().identifiers().visitorId() != null) {
      assertThat(twice.event()).isEqualTo(once.event());
    }
  }

  @Property
  void theKeyDoesNotDependOnTheOrderOfFields(
      @ForAll("identified") ObjectNode event, @ForAll long seed) {
    assertThat(admitted(shuffled(event, new Random(seed))).event().header().key())
        .isEqualTo(admitted(event).event().header().key());
  }

  private Admitted admitted(ObjectNode event) {
    return (Admitted)
        door.verdict(event.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static ObjectNode shuffled(ObjectNode event, Random random) {
    List<Map.Entry<String, JsonNode>> members = new ArrayList<>(event.properties());
    Collections.shuffle(members, random);
    ObjectNode other = JsonNodeFactory.instance.objectNode();
    members.forEach(
        member ->
            other.set(
                member.getKey(),
                member.getValue() instanceof ObjectNode object
                    ? shuffled(object, random)
                    : member.getValue()));
    return other;
  }

  @Provide
  Arbitrary<ObjectNode> identified() {
    return events("granted");
  }

  @Provide
  Arbitrary<ObjectNode> events() {
    return Arbitraries.of("granted", "denied", "unknown").flatMap(AdmissionLawsTest::events);
  }

  private static Arbitrary<ObjectNode> events(String analytics) {
    Arbitrary<String> text =
        Arbitraries.strings().ofMinLength(1).ofMaxLength(40).filter(s -> !s.isBlank() && whole(s));
    return Combinators.combine(
            Arbitraries.of(
                "impression",
                "click",
                "page_view",
                "conversion",
                "adjustment",
                "identify",
                "consent"),
            Arbitraries.of("granted", "denied", "unknown"),
            Arbitraries.longs().between(0, 1_800_000_000_000L),
            text,
            text,
            text,
            Arbitraries.longs().between(0, 10_000_000),
            Arbitraries.of(
                "https://a.example/x?utm_source=m&gclid=1",
                "http://b.example/#f",
                "https://ü.example/ ?a=b c"))
        .as(
            (type, advertising, millis, visitor, order, other, cents, url) -> {
              ObjectNode event = JsonNodeFactory.instance.objectNode();
              event.put("schema_version", 1).put("event_type", type).put("occurred_at", millis);
              event.put("visitor_id", "v" + shown(visitor)).put("user_id", "u" + shown(other));
              event
                  .put("destination_url", url)
                  .put("page_url", url)
                  .put("order_id", "o" + shown(order));
              event.put("value", cents + ".5").put("term", other);
              event.putObject("note").put("x", other).put("y", cents);
              event
                  .putObject("consent")
                  .put("analytics", analytics)
                  .put("advertising", advertising);
              event
                  .putObject("adjustment")
                  .put("order_id", "o" + shown(order))
                  .put("kind", "refund")
                  .put("value", cents);
              return event;
            });
  }

  /** As an identifier may be. */
  private static String shown(String text) {
    return text.codePoints()
        .filter(sign -> !Character.isISOControl(sign))
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static boolean whole(String text) {
    return java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
