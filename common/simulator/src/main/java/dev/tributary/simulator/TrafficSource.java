package dev.tributary.simulator;

import java.util.List;

/**
 * One way in which visitors find the shop, with the channel that a perfect observer sees.
 *
 * @param channel true channel, by the default rules
 * @param query utm parameters of the landing page, without the question mark; empty for none
 * @param clickIdParameter the ad platform's parameter, or null
 * @param referrer where the browser says it came from, or null
 * @param campaign true campaign, or null
 * @param weight relative frequency
 */
record TrafficSource(
    String channel,
    String query,
    String clickIdParameter,
    String referrer,
    String campaign,
    int weight) {

  static final TrafficSource DIRECT = new TrafficSource("Direct", "", null, null, null, 18);

  static final List<TrafficSource> ALL =
      List.of(
          new TrafficSource(
              "Paid Search",
              "utm_source=google&utm_medium=cpc&utm_campaign=spring_launch&utm_term=running+shoes",
              "gclid",
              "https://www.google.com/",
              "spring_launch",
              16),
          new TrafficSource("Organic Search", "", null, "https://www.google.com/", null, 20),
          new TrafficSource("Organic Search", "", null, "https://duckduckgo.com/", null, 4),
          new TrafficSource(
              "Email",
              "utm_source=newsletter&utm_medium=email&utm_campaign=weekly_digest",
              null,
              null,
              "weekly_digest",
              12),
          new TrafficSource(
              "Paid Social",
              "utm_source=facebook&utm_medium=paid_social&utm_campaign=launch_video",
              "fbclid",
              "https://l.facebook.com/",
              "launch_video",
              12),
          new TrafficSource("Organic Social", "", null, "https://www.instagram.com/", null, 6),
          new TrafficSource("Referral", "", null, "https://blog.example.org/review", null, 5),
          new TrafficSource(
              "Display",
              "utm_source=adnetwork&utm_medium=display&utm_campaign=retargeting_banner",
              "dclid",
              null,
              "retargeting_banner",
              5),
          new TrafficSource(
              "Affiliates",
              "utm_source=dealhunter&utm_medium=affiliate&utm_campaign=voucher",
              null,
              null,
              "voucher",
              4),
          new TrafficSource("AI Assistant", "", null, "https://chatgpt.com/", null, 3),
          DIRECT);

  private static final int TOTAL = ALL.stream().mapToInt(TrafficSource::weight).sum();

  /** A source drawn by weight. */
  static TrafficSource draw(Chance chance) {
    int ticket = chance.below(TOTAL);
    for (TrafficSource source : ALL) {
      ticket -= source.weight;
      if (ticket < 0) {
        return source;
      }
    }
    throw new IllegalStateException("A ticket above the sum of all weights");
  }
}
