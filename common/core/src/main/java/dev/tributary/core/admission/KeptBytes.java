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
    return (readable(consent, "analytics")
            && !policy.allowsAnalytics(new Consent(choice(consent, "analytics"), Choice.GRANTED)))
        || (readable(consent, "advertising")
            && !policy.allowsAdvertising(
                new Consent(Choice.GRANTED, choice(consent, "advertising"))));
  }

  private static boolean readable(JsonNode consent, String purpose) {
    return consent.path(purpose).isTextual();
  }

  private static Choice choice(JsonNode consent, String purpose) {
    return Choice.ofWire(consent.path(purpose).textValue().strip());
  }
}
