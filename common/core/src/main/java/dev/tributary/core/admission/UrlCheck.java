package dev.tributary.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.core.event.EventType;
import dev.tributary.core.reject.Reason;
import dev.tributary.core.url.WebUrl;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * URLs are what browsers would open, and are kept as browsers write them. A referrer is never a
 * reason to refuse: one that is no URL is cleared, and counted.
 */
final class UrlCheck implements Check {

  static final int LONGEST = 2048;

  private static final Pattern APP =
      Pattern.compile("(?i)(android|ios)-app://[a-z0-9._-]+(/\\S*)?");

  @Override
  public void apply(Draft draft) {
    Fields fields = draft.fields();
    web(fields, "destination_url");
    web(fields, "page_url");
    if (draft.type() == EventType.CLICK && fields.member("destination_url") == null) {
      throw new Refusal(Reason.MISSING_DESTINATION.plainly());
    }
    referrer(draft);
  }

  private static void web(Fields fields, String field) {
    String text = fields.text(field, LONGEST);
    if (text != null) {
      WebUrl url =
          WebUrl.parse(text).orElseThrow(() -> new Refusal(Reason.INVALID_URL.because(field)));
      fields.node().put(field, url.href());
    }
  }

  private static void referrer(Draft draft) {
    Fields fields = draft.fields();
    JsonNode given = fields.member("referrer");
    if (given == null) {
      return;
    }
    Optional<String> kept = given.isTextual() ? kept(given.textValue().strip()) : Optional.empty();
    if (kept.isPresent()) {
      fields.node().put("referrer", kept.get());
    } else {
      fields.node().remove("referrer");
      draft.notice(Verdict.Notice.REFERRER_CLEARED);
    }
  }

  private static Optional<String> kept(String referrer) {
    if (referrer.codePointCount(0, referrer.length()) > LONGEST) {
      return Optional.empty();
    }
    return APP.matcher(referrer).matches()
        ? Optional.of(referrer)
        : WebUrl.parse(referrer).map(WebUrl::href);
  }
}
