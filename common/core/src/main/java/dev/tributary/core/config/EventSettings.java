package dev.tributary.core.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Settings of admission: key, consent, retention of what was refused. */
public final class EventSettings {

  /** What an unknown answer about analytics means. */
  public static final Setting<String> UNKNOWN_ANALYTICS =
      choice("consent.unknown_analytics", "What an analytics consent of unknown stands for.");

  /** What an unknown answer about advertising means. */
  public static final Setting<String> UNKNOWN_ADVERTISING =
      choice("consent.unknown_advertising", "What an advertising consent of unknown stands for.");

  /** Clicks and page views of one visitor on one URL within one bucket are one event. */
  public static final Setting<Long> KEY_BUCKET_SECONDS =
      Setting.whole(
          "event.key_bucket_seconds",
          1,
          1,
          3600,
          "seconds",
          "A click or page view sent twice without event_id is one event within this time.");

  /** How long refused bytes whose consent can't be read are kept. */
  public static final Setting<Long> UNREADABLE_RETENTION_HOURS =
      Setting.whole(
          "event.unreadable_retention_hours",
          72,
          0,
          8760,
          "hours",
          "Refused bytes whose consent can't be read are kept this long for a replay.");

  /** Parameters by which ad platforms carry their click ids. */
  public static final Setting<List<String>> AD_CLICK_ID_PARAMETERS =
      new Setting<>(
          "consent.ad_click_id_parameters",
          List.of(
              "gclid",
              "gclsrc",
              "gbraid",
              "wbraid",
              "dclid",
              "msclkid",
              "fbclid",
              "ttclid",
              "twclid",
              "li_fat_id",
              "srsltid",
              "yclid",
              "ysclid",
              "epik",
              "sccid",
              "scclid",
              "rdt_cid",
              "igshid",
              "irclickid",
              "obclid",
              "tblci",
              "qclid",
              "wickedid",
              // The cookies that platforms keep them in, and the fields made of those.
              "_gl",
              "_gcl_aw",
              "_gcl_dc",
              "_gcl_gb",
              "_gcl_ag",
              "_gcl_gs",
              "_gcl_gf",
              "_gcl_ha",
              "_gac",
              "fpgclaw",
              "fpgcldc",
              "fpgclgb",
              "_fbc",
              "fbc",
              "_uetmsclkid",
              "_epik"),
          "parameter names",
          "Taken out of events and URLs where advertising is denied, beside the registry's ad ids.",
          text -> names(text),
          list -> !list.isEmpty(),
          "a list of parameter names such as gclid,fbclid");

  static final List<Setting<?>> ALL =
      List.of(
          UNKNOWN_ANALYTICS,
          UNKNOWN_ADVERTISING,
          AD_CLICK_ID_PARAMETERS,
          KEY_BUCKET_SECONDS,
          UNREADABLE_RETENTION_HOURS);

  private EventSettings() {}

  private static Setting<String> choice(String key, String meaning) {
    return Setting.text(
        key,
        "denied",
        "none",
        meaning,
        text -> text.equals("granted") || text.equals("denied"),
        "granted or denied");
  }

  private static List<String> names(String text) {
    return Arrays.stream(text.split(","))
        .map(name -> name.trim().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
