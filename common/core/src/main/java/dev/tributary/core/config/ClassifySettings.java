package dev.tributary.core.config;

import dev.tributary.core.url.DomainName;
import java.util.Arrays;
import java.util.List;

/** Settings of sources, channels and bots. */
public final class ClassifySettings {

  /** Hosts that are ours beside the page's own registrable domain, with their subdomains. */
  public static final Setting<List<String>> OWN_DOMAINS =
      hosts(
          "classify.own_domains",
          List.of(),
          "Our own domains beside the page's own; they and their subdomains are never a source.");

  /** Hosts that a buyer passes through while paying, with their subdomains. */
  public static final Setting<List<String>> PAYMENT_PROVIDERS =
      hosts(
          "classify.payment_providers",
          List.of(
              "paypal.com",
              "checkout.stripe.com",
              "hooks.stripe.com",
              "pay.stripe.com",
              "klarna.com",
              "adyen.com",
              "mollie.com",
              "worldpay.com",
              "sofort.com",
              "giropay.de",
              "payments.amazon.com",
              "payments.amazon.co.uk",
              "payments.amazon.de",
              "pay.amazon.com",
              "pay.amazon.co.uk",
              "pay.amazon.de",
              "pay.google.com",
              "checkout.shopify.com",
              "shop.app",
              "authorize.net",
              "2checkout.com",
              "afterpay.com",
              "affirm.com",
              "ideal.nl",
              "paydirekt.de"),
          "Hosts that buyers pass through while paying; they are never a source.");

  /** Rows added to the click-id registry. */
  public static final Setting<String> CLICK_IDS_FILE =
      file(
          "classify.click_ids_file",
          "CSV of click-id parameters (priority,parameter,source,medium,kind) that adds to or"
              + " replaces the shipped registry; empty for none.");

  /** Rows added to the known sites. */
  public static final Setting<String> SITES_FILE =
      file(
          "classify.sites_file",
          "CSV of known sites (category,name,domains,hosts,also,terms) that adds to or replaces"
              + " the shipped table; empty for none.");

  /** Rules added to the channel rules. */
  public static final Setting<String> RULES_FILE =
      file(
          "classify.rules_file",
          "YAML of channel rules that adds to or replaces rules of the shipped set; empty for"
              + " none.");

  /** Which shipped set of rules applies. */
  public static final Setting<String> RULES_VERSION =
      Setting.text(
          "classify.rules_version",
          "newest",
          "none",
          "Version of the shipped channel rules; newest, a version's name, or a day such as"
              + " 2025-01-01 for the set in force on it.",
          text -> !text.isEmpty(),
          "newest, a version's name or a day");

  /** Rule sets that were published, each in force from its day on. */
  public static final Setting<String> RULES_FOLDER =
      file(
          "classify.rules_folder",
          "Folder of published channel rules, which has to be there; left out, the data directory's"
              + " own, which 'rules publish' makes; empty for none.");

  /** More clicks, page views and impressions of one device within a minute are a machine's. */
  public static final Setting<Long> BOT_EVENTS_A_MINUTE =
      Setting.whole(
          "classify.bot_events_a_minute",
          120,
          0,
          1_000_000,
          "events",
          "A device that clicks and looks more often within a minute is no person; 0 for any rate.");

  /** The same within 24 hours. */
  public static final Setting<Long> BOT_EVENTS_A_DAY =
      Setting.whole(
          "classify.bot_events_a_day",
          5_000,
          0,
          100_000_000,
          "events",
          "A device that clicks and looks more often within 24 hours is no person; 0 for any rate.");

  static final List<Setting<?>> ALL =
      List.of(
          OWN_DOMAINS,
          PAYMENT_PROVIDERS,
          CLICK_IDS_FILE,
          SITES_FILE,
          RULES_FILE,
          RULES_VERSION,
          RULES_FOLDER,
          BOT_EVENTS_A_MINUTE,
          BOT_EVENTS_A_DAY);

  private ClassifySettings() {}

  private static Setting<List<String>> hosts(String key, List<String> fallback, String meaning) {
    return new Setting<>(
        key,
        fallback,
        "host names, comma-separated",
        meaning,
        text -> domains(key, text),
        domains -> true,
        "a list of host names such as example.com,example.org");
  }

  private static Setting<String> file(String key, String meaning) {
    return Setting.text(key, "", "file", meaning, text -> true, "a file's path");
  }

  private static List<String> domains(String key, String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .map(entry -> DomainName.read(entry).orElseThrow(() -> noDomain(key, entry)))
        .toList();
  }

  private static ConfigException noDomain(String key, String entry) {
    return new ConfigException(
        "The setting "
            + key
            + " names '"
            + entry
            + "', which is no domain. Write each "
            + DomainName.REMEDY
            + "; its subdomains count with it.",
        null);
  }
}
