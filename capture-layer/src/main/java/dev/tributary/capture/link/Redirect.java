package dev.tributary.capture.link;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tributary.core.event.Campaign;
import dev.tributary.core.event.Identifiers;
import dev.tributary.core.url.WebUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A link made ready to be followed: the Location is {@code head + click id + tail}, all of it
 * printable ASCII.
 *
 * @param link what was registered
 * @param url the destination with the link's campaign parameters and its fragment, without click id
 * @param head up to and including {@code tcid=}
 * @param tail the destination's fragment, or empty
 */
public record Redirect(Link link, String url, byte[] head, byte[] tail) {

  private static final int MOST_CHARACTERS = 2048;

  /**
   * Makes a link ready.
   *
   * @throws LinkException when the id or the destination can't be used
   */
  public static Redirect to(Link link) {
    if (!link.id().matches("[A-Za-z0-9_-]{1,64}")) {
      throw new LinkException(
          "The link id '" + link.id() + "' can't be used.",
          "Take 1 to 64 letters, digits, '-' and '_'.");
    }
    Destination destination = Destination.parse(link.destination());
    if (destination.has(Identifiers.FIRST_PARTY_CLICK_ID)) {
      throw new LinkException(
          "The destination '" + link.destination() + "' has a parameter tcid.",
          "Leave it out: the redirect puts a fresh click id there.");
    }
    String query = destination.query() + campaignParameters(link.campaign(), destination);
    query = query.startsWith("&") ? query.substring(1) : query;
    String plain = destination.address() + (query.isEmpty() ? "" : "?" + query);
    requireEventOf(plain + destination.fragment());
    String head = plain + (query.isEmpty() ? "?" : "&") + Identifiers.FIRST_PARTY_CLICK_ID + "=";
    return new Redirect(
        link,
        plain + destination.fragment(),
        head.getBytes(US_ASCII),
        destination.fragment().getBytes(US_ASCII));
  }

  /** What the contract would not take as a click's destination must not become a link. */
  private static void requireEventOf(String url) {
    if (url.length() > MOST_CHARACTERS || WebUrl.parse(url).isEmpty()) {
      throw new LinkException(
          "The destination with its campaign parameters, '" + url + "', can't be used.",
          "It has to be a URL that browsers take, of at most " + MOST_CHARACTERS + " characters.");
    }
  }

  /** Where this click leads. */
  public String location(String clickId) {
    return new String(head, US_ASCII) + clickId + new String(tail, US_ASCII);
  }

  private static String campaignParameters(Campaign campaign, Destination destination) {
    return parameter("utm_source", campaign.source(), destination)
        + parameter("utm_medium", campaign.medium(), destination)
        + parameter("utm_campaign", campaign.campaign(), destination)
        + parameter("utm_ad_group", campaign.adGroup(), destination)
        + parameter("utm_term", campaign.term(), destination)
        + parameter("utm_content", campaign.content(), destination);
  }

  /** What the destination says itself stays; a name that came twice would be read two ways. */
  private static String parameter(String name, String value, Destination destination) {
    return value == null || destination.has(name)
        ? ""
        : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
