package dev.tributary.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.core.consent.Choice;
import dev.tributary.core.consent.Consent;
import dev.tributary.core.consent.ConsentPolicy;
import java.util.List;

/**
 * Decides whether a refused input is kept for a replay: where its consent can be read, only if
 * nothing in it denies; where it can't, yes, for a limited time; beyond the greatest size never,
 * since no replay could take it.
 */
final class KeptBytes {

  private final ConsentPolicy policy;

  KeptBytes(ConsentPolicy policy) {
    this.policy = policy;
  }

  byte[] of(byte[] input, List<JsonNode> consents) {
    boolean denied = consents.stream().anyMatch(this::denies);
    return denied || input.length > StrictJson.GREATEST_BYTES ? null : input;
  }

  private boolean denies(JsonNode consent) {
    Consent decided =
        ConsentCheck.decided(
            new Consent(choice(consent, "analytics"), choice(consent, "advertising")), consent);
    return !policy.allowsAnalytics(decided) || !policy.allowsAdvertising(decided);
  }

  /** What can't be read denies nothing by itself. */
  private static Choice choice(JsonNode consent, String purpose) {
    JsonNode said = consent.path(purpose);
    return said.isTextual() ? Choice.ofWire(said.textValue().strip()) : Choice.GRANTED;
  }
}
