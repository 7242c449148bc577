package dev.tributary.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tributary.core.config.Config;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StitchingTest {

  private final Stitching stitching = new Stitching(Config.defaults());

  @Test
  void whatCanNotBeReadIsRepeatedInShortAndSteersNoTerminal() {
    String hostile = "\\u001b[2J" + "x".repeat(50_000);
    for (String line :
        List.of(
            "{\"visitor_id\":\"v\",\"occurred_at\":\"" + hostile + "\"}",
            "{\"visitor_id\":\"v\",\"occurred_at\":{\"at\":\"" + hostile + "\"}}",
            "{\"" + hostile + "_id\":true}",
            "{\"" + hostile + "\":1,\"" + hostile + "\":1}")) {
      assertThatThrownBy(() -> stitching.add(line))
          .isInstanceOf(IllegalArgumentException.class)
          .satisfies(
              refusal -> {
                assertThat(refusal.getMessage()).hasSizeLessThan(400);
                assertThat(refusal.getMessage()).doesNotContain("\u001b");
              });
    }
  }

  @Test
  void anyIdentifiersOfOneLineAreOnePerson() {
    stitching.add(
        "{\"visitor_id\":\"v1\",\"email_hash\":\"e\",\"occurred_at\":\"2026-03-01T12:00:00+02:00\"}");
    stitching.add("{\"user_id\":42,\"email_hash\":\"e\",\"occurred_at\":1772359200000}");
    stitching.add("{\"visitor_id\":\"v2\",\"order_id\":\"o\",\"country\":\"DE\"}");

    List<Identity> identities = List.copyOf(stitching.resolve().identities());

    String person = PersonId.of(Identifier.user("42"));
    assertThat(identities)
        .extracting(Identity::identifier, Identity::personId)
        .containsExactly(
            tuple(Identifier.user("42"), person),
            tuple(new Identifier("email_hash", "e"), person),
            tuple(Identifier.visitor("v1"), person),
            tuple(Identifier.visitor("v2"), PersonId.of(Identifier.visitor("v2"))));
    assertThat(Stitching.validFrom(identities.get(1)))
        .hasValue(Instant.parse("2026-03-01T10:00:00Z"));
    assertThat(Stitching.validFrom(identities.get(3))).isEmpty();
  }

  @Test
  void unlinkLineTakesBackWhatLinkedItsIdentifiers() {
    stitching.add("{\"visitor_id\":\"v\",\"user_id\":\"u\",\"occurred_at\":1772359200000}");
    stitching.add(
        "{\"event_type\":\"unlink\",\"visitor_id\":\"v\",\"user_id\":\"u\",\"occurred_at\":1772359200001}");

    assertApart();
  }

  @Test
  void lineWithoutATimeIsNoneThatSaysATakenBackLinkAgain() {
    stitching.add("{\"visitor_id\":\"v\",\"user_id\":\"u\",\"occurred_at\":\"\"}");
    stitching.add("{\"visitor_id\":\"v\",\"user_id\":\"u\",\"occurred_at\":1772359200000}");
    stitching.add(
        "{\"event_type\":\"unlink\",\"visitor_id\":\"v\",\"user_id\":\"u\",\"occurred_at\":1772359200001}");

    assertApart();
  }

  @Test
  void unlinkNeitherNamesNobodysIdentifiersNorDatesTheOthers() {
    stitching.add("{\"visitor_id\":\"v\",\"user_id\":\"u\",\"occurred_at\":1772359200000}");
    for (String user : List.of("u", "stranger")) {
      stitching.add(
          "{\"event_type\":\"unlink\",\"visitor_id\":\"v\",\"user_id\":\"%s\",\"occurred_at\":0}"
              .formatted(user));
    }

    assertThat(stitching.resolve().identities())
        .extracting(Identity::identifier, Identity::validFrom)
        .containsExactly(
            tuple(Identifier.user("u"), Instant.ofEpochMilli(1772359200000L)),
            tuple(Identifier.visitor("v"), Instant.ofEpochMilli(1772359200000L)));
  }

  @Test
  void lineWithoutATimeLinksButIsCountedAndAnUnlinkWithoutOneIsRefused() {
    stitching.add("{\"visitor_id\":\"v\",\"user_id\":\"u\"}");
    stitching.add("{\"visitor_id\":\"w\",\"user_id\":\"u\",\"occurred_at\":null}");
    stitching.add("{\"visitor_id\":\"x\",\"user_id\":\"u\",\"occurred_at\":\" \"}");
    assertThatThrownBy(
            () ->
                stitching.add("{\"event_type\":\"unlink\",\"visitor_id\":\"v\",\"user_id\":\"u\"}"))
        .hasMessageContaining("an unlink without occurred_at");

    assertThat(stitching.untimed()).isEqualTo(3);
    assertThat(stitching.resolve().identities()).extracting(Identity::personId).hasSize(4);
    assertThat(
            stitching.resolve().identities().stream().map(Identity::personId).distinct().toList())
        .hasSize(1);
  }

  @Test
  void identifierIsHeldToWhatTheContractTakes() {
    stitching.add("{\"visitor_id\":\"%s\"}".formatted("\uD83D\uDE00".repeat(128)));
    assertThatThrownBy(() -> stitching.add("{\"email_hash\":\"%s\"}".formatted("e".repeat(129))))
        .hasMessage(
            "its email_hash has 129 characters, more than the 128 that an identifier has at most;"
                + " shorten it");
    stitching.add("{\"click_id\":\"%s\"}".formatted("c".repeat(512)));
    assertThatThrownBy(() -> stitching.add("{\"click_id\":\"%s\"}".formatted("c".repeat(513))))
        .hasMessageContaining("more than the 512");
    assertThatThrownBy(() -> stitching.add("{\"user_id\":\"a\\u0000b\"}"))
        .hasMessage("its user_id holds the control character U+0000; remove it");
    stitching.add("{\"user_id\":\"\\u00a0\"}");
    stitching.add("{\"user_id\":\"\\u3164\\u2800\"}");

    assertThat(stitching.resolve().identities()).hasSize(2);
  }

  @Test
  void lineOfMoreIdentifiersThanAnEventHasIsRefusedAsAWhole() {
    assertThatThrownBy(() -> stitching.add(lineOf(101)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("names 101 identifiers, more than the 100");
    assertThat(stitching.resolve().identities()).isEmpty();

    stitching.add(lineOf(100));
    assertThat(stitching.resolve().identities()).hasSize(100);
  }

  private static String lineOf(int identifiers) {
    return IntStream.range(0, identifiers)
        .mapToObj(number -> "\"n%d_id\":\"x\"".formatted(number))
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Test
  void lineThatIsDeniedAnalyticsLinksNothing() {
    stitching.add(
        "{\"visitor_id\":\"v\",\"user_id\":\"u\",\"consent\":{\"analytics\":\"denied\"}}");

    assertApart();
  }

  private void assertApart() {
    assertThat(stitching.resolve().identities())
        .extracting(Identity::identifier, Identity::personId)
        .containsExactly(
            tuple(Identifier.user("u"), PersonId.of(Identifier.user("u"))),
            tuple(Identifier.visitor("v"), PersonId.of(Identifier.visitor("v"))));
  }

  @Test
  void whatSeveralPeopleShareAndDoNotOwnLinksNobody() {
    for (String visitor : List.of("v1", "v2")) {
      stitching.add(
          "{\"visitor_id\":\"%s\",\"collector_id\":\"c\",\"campaign_id\":1,\"store_id\":2,\"page_hash\":\"p\"}"
              .formatted(visitor));
    }

    assertThat(stitching.resolve().identities())
        .extracting(Identity::personId)
        .containsExactly(
            PersonId.of(Identifier.visitor("v1")), PersonId.of(Identifier.visitor("v2")));
  }

  @Test
  void brokenLineSaysWhatToDoAndLeavesNothingBehind() {
    assertThatThrownBy(() -> stitching.add("{\"visitor_id\":"))
        .hasMessageContaining("not JSON")
        .hasMessageContaining("one object a line");
    assertThatThrownBy(() -> stitching.add("[1]")).hasMessageContaining("no object");
    assertThatThrownBy(() -> stitching.add("{\"visitor_id\":\"v\",\"occurred_at\":\"noon\"}"))
        .hasMessageContaining("'noon'")
        .hasMessageContaining("offset");
    assertThatThrownBy(
            () -> stitching.add("{\"visitor_id\":\"v\",\"occurred_at\":99999999999999999}"))
        .hasMessageContaining("years 1 to 9999");
    assertThatThrownBy(() -> stitching.add("{\"visitor_id\":\"v\",\"visitor_id\":\"w\"}"))
        .hasMessageContaining("visitor_id")
        .hasMessageContaining("each name once");
    assertThatThrownBy(() -> stitching.add("{\"visitor_id\":\"v\"}{\"visitor_id\":\"w\"}"))
        .hasMessage("it is more than one JSON value; write each object on a line of its own");
    assertThatThrownBy(() -> stitching.add("{\"visitor_id\":\"v\",\"user_id\":true}"))
        .hasMessage(
            "its user_id is of the JSON type boolean; write it as text or as a whole number");
    assertThatThrownBy(() -> stitching.add("{\"visitor_id\":\"v\",\"user_id\":[\"u\"]}"))
        .hasMessageContaining("array");
    assertThatThrownBy(() -> stitching.add("{\"visitor_id\":\"\\ud800\"}"))
        .hasMessageContaining("half a character");
    assertThatThrownBy(() -> stitching.add("{\"event_type\":\"unlink\",\"visitor_id\":\"v\"}"))
        .hasMessageContaining("names fewer than two identifiers");

    assertThat(stitching.resolve().identities()).isEmpty();
    stitching.add("{\"visitor_id\":\"v\",\"user_id\":null,\"email_hash\":\"\",\"vip\":true}");
    assertThat(stitching.resolve().identities()).hasSize(1);
  }
}
