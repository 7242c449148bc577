package dev.tributary.core.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.core.consent.Choice;
import dev.tributary.core.consent.Consent;
import dev.tributary.core.consent.ConsentPolicy;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Decides whether a refused input is kept for a replay: only if no consent in it denies, at any
 * depth; where none can be read, only if its text does not speak of a denial, and for a limited
 * time; beyond the greatest size never, since no replay could take it.
 */
final class KeptBytes {

  /** A value that says it, of whatever member, quoted and escaped however often. */
  private static final Pattern DENIAL =
      Pattern.compile(
          "[\"']\\s*denied\\s*[\\\\\"']"
              + "|(?:analytics|advertising|consent|granted)[\\\\\"']+\\s*:[\\\\\"'\\s]*(?:false|no|0)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WORD = Pattern.compile("denied", Pattern.CASE_INSENSITIVE);

  private final ConsentPolicy policy;

  KeptBytes(ConsentPolicy policy) {
    this.policy = policy;
  }

  byte[] of(byte[] input, List<JsonNode> consents) {
    if (input.length > StrictJson.GREATEST_BYTES) {
      return null;
    }
    String text = new String(input, UTF_8);
    boolean denied =
        consents.stream().anyMatch(this::denies)
            || DENIAL.matcher(text).find()
            || !readable(consents) && WORD.matcher(text).find();
    return denied ? null : input;
  }

  /** Whether what was sent says its consent, for both purposes. */
  static boolean readable(List<JsonNode> consents) {
    return !consents.isEmpty()
        && consents.stream()
            .allMatch(
                one -> one.path("analytics").isTextual() && one.path("advertising").isTextual());
  }

  private boolean denies(JsonNode consent) {
    Consent decided =
        ConsentCheck.decided(
            new Consent(choice(consent, "analytics"), choice(consent, "advertising")), consent);
    return !policy.allowsAnalytics(decided) || !policy.allowsAdvertising(decided);
  }

  /** What is not said denies nothing by itself; a word or a no in place of both is one for each. */
  private static Choice choice(JsonNode consent, String purpose) {
    JsonNode said = consent.isObject() ? consent.path(purpose) : consent;
    if (said.isTextual()) {
      return Choice.ofWire(said.textValue().strip());
    }
    boolean no = (said.isBoolean() || said.isNumber()) && !said.asBoolean();
    return no ? Choice.DENIED : Choice.GRANTED;
  }
}
