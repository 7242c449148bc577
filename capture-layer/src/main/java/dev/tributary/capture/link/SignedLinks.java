package dev.tributary.capture.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.core.event.Campaign;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Links to any target that were signed instead of registered: {@code /s/TEXT.SIGNATURE}, both in
 * base64url. The text is, line by line, key id, expiry (seconds since 1970, or empty), target as
 * {@link Destination} writes it, source, medium, campaign, ad group, term and content. Whoever
 * lacks the key can't make one or change a byte of one.
 */
public final class SignedLinks {

  private static final int LINES = 9;
  private static final int ID_CHARACTERS = 16;
  private static final int LONGEST_TOKEN = 6_000;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private SignedLinks() {}

  /**
   * The end of {@code /s/...}.
   *
   * @param expires from here on it answers 404; null for never
   * @throws LinkException when the target can't be redirected to, or an event would not keep a name
   *     of the campaign as it is
   */
  public static String sign(LinkKey key, String target, Campaign campaign, Instant expires) {
    CampaignNames.requireKept(campaign); // A line break in one would move the others.
    Destination destination = Destination.parse(target);
    String canonical = destination.address() + query(destination) + destination.fragment();
    List<String> lines = new ArrayList<>();
    lines.add(key.id());
    lines.add(expires == null ? "" : Long.toString(expires.getEpochSecond()));
    lines.add(canonical);
    Stream.of(
            campaign.source(),
            campaign.medium(),
            campaign.campaign(),
            campaign.adGroup(),
            campaign.term(),
            campaign.content())
        .map(value -> value == null ? "" : value)
        .forEach(lines::add);
    byte[] bytes = String.join("\n", lines).getBytes(UTF_8);
    byte[] signature = key.sign(bytes);
    Redirect.to(link(lines, signature)); // Refuses what could not be followed later.
    String token = token(bytes, signature);
    if (token.length() > LONGEST_TOKEN) {
      throw new LinkException(
          "The signed link would have " + token.length() + " characters.",
          "Shorten the target or the campaign's names, or register the link instead.");
    }
    return token;
  }

  private static String token(byte[] text, byte[] signature) {
    return ENCODER.encodeToString(text) + "." + ENCODER.encodeToString(signature);
  }

  private static String query(Destination destination) {
    return destination.query().isEmpty() ? "" : "?" + destination.query();
  }

  /**
   * The link of a token that one of the keys signed and that has not expired; null for any other.
   */
  public static Redirect verify(LinkKeys keys, String token, Instant now) {
    int dot = token.indexOf('.');
    if (dot < 0 || token.length() > LONGEST_TOKEN) {
      return null;
    }
    byte[] bytes;
    byte[] signature;
    try {
      bytes = DECODER.decode(token.substring(0, dot));
      signature = DECODER.decode(token.substring(dot + 1));
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
    if (!token(bytes, signature).equals(token)) {
      return null; // Another spelling of the same bytes.
    }
    List<String> lines = List.of(new String(bytes, UTF_8).split("\n", -1));
    LinkKey key = keys.of(lines.get(0));
    if (key == null || !MessageDigest.isEqual(key.sign(bytes), signature)) {
      return null;
    }
    // Signed by us: it has the form that sign gave it.
    Link link = link(lines, signature);
    return link.usableAt(now) ? Redirect.to(link) : null;
  }

  private static Link link(List<String> lines, byte[] signature) {
    List<String> names = new ArrayList<>(lines.subList(3, LINES));
    Collections.replaceAll(names, "", null);
    String expiry = lines.get(1);
    return new Link(
        "s-" + ENCODER.encodeToString(signature).substring(0, ID_CHARACTERS),
        lines.get(2),
        new Campaign(
            names.get(0), names.get(1), names.get(2), names.get(3), names.get(4), names.get(5)),
        Instant.EPOCH,
        lines.get(0),
        LinkStatus.ACTIVE,
        expiry.isEmpty() ? null : Instant.ofEpochSecond(Long.parseLong(expiry)));
  }
}
