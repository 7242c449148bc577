package dev.tributary.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * DuckDB's SQL of a whole night: about what a run of ours does to rows of the benchmark, and the
 * rows that it leaves. Channel rules are those of Google Analytics, with a few sites of each kind;
 * machines and sessions are found in a simple way, since the rows have neither.
 */
final class PeerNight {

  /** What rows of credit tell beside what models need, of their order and of their touch. */
  private static final List<String> OF_ORDERS =
      List.of("identifier", "order_id", "conversion_type", "currency");

  /** As long as our ids of persons. */
  private static final String PERSON = "'p-' || left(sha256(identifier), 32)";

  private static final List<String> OF_TOUCHES =
      List.of("kind", "source", "medium", "campaign", "ad_group", "click_id");

  private PeerNight() {}

  /** Distinct events as rules see them, from rows of raw_events: the columns of timeline. */
  static String events(String raw) {
    return """
        WITH arrived AS MATERIALIZED (
          SELECT * EXCLUDE (payload), coalesce(destination_url, page_url) AS url FROM %s
          QUALIFY row_number() OVER (
            PARTITION BY key ORDER BY received_at, collector_id, sequence) = 1),
        machines AS (
          SELECT visitor_id, CAST(occurred_at AS DATE) AS day FROM arrived
          GROUP BY ALL HAVING count(*) > 5000),
        stated AS (
          SELECT * REPLACE (
              coalesce(source, %s) AS source,
              coalesce(medium, %s) AS medium,
              coalesce(campaign, %s) AS campaign,
              coalesce(click_id, %s) AS click_id,
              coalesce(click_id_type, %s) AS click_id_type),
            nullif(regexp_extract(referrer, '^https?://(?:www\\.)?([^/:?#]+)', 1), '') AS site,
            lag(occurred_at) OVER (PARTITION BY visitor_id ORDER BY occurred_at, key) AS before
          FROM arrived),
        sourced AS (
          SELECT * REPLACE (
              lower(trim(CASE
                WHEN source IS NOT NULL OR medium IS NOT NULL THEN coalesce(source, '(not set)')
                WHEN click_id_type IN ('gclid', 'gbraid', 'wbraid') THEN 'google'
                WHEN click_id_type = 'msclkid' THEN 'bing'
                WHEN click_id_type = 'fbclid' THEN 'facebook'
                ELSE coalesce(site, '(direct)')
              END)) AS source,
              lower(trim(CASE
                WHEN source IS NOT NULL OR medium IS NOT NULL THEN coalesce(medium, '(not set)')
                WHEN click_id_type IN ('gclid', 'gbraid', 'wbraid', 'msclkid') THEN 'cpc'
                WHEN click_id_type = 'fbclid' THEN 'social'
                WHEN site IS NOT NULL THEN 'referral'
                ELSE '(none)'
              END)) AS medium),
            source IS NOT NULL OR medium IS NOT NULL OR click_id IS NOT NULL OR site IS NOT NULL
              AS source_stated
          FROM stated),
        judged AS (
          SELECT *,
            regexp_matches(medium, '^(.*cp.*|ppc|retargeting|paid.*)$') AS paid,
            coalesce(
              regexp_matches(lower(campaign), '^(.*(([^a-df-z]|^)shop|shopping).*)$'), false)
              AS shopping,
            coalesce(consent_analytics, '') = 'granted' AS journey_allowed,
            coalesce(device_class = 'robot', false) AS bot,
            (visitor_id, CAST(occurred_at AS DATE)) IN (SELECT (visitor_id, day) FROM machines)
              AS machine
          FROM sourced)
        SELECT key, event_type, occurred_at, received_at, collector_id, sequence, visitor_id,
          user_id, click_id, click_id_type, link_id, %s AS channel, source, medium, campaign,
          ad_group, term, content, source_stated, 'ga4' AS classification_rule, bot,
          journey_allowed, conversion_type, order_id, coalesce(value_minor, 0) AS value_minor,
          currency, value_in_order_currency, adjustment_kind,
          'visitor:' || visitor_id AS identifier, epoch_us(occurred_at) AS at_us,
          CASE
            WHEN machine OR bot OR NOT journey_allowed THEN NULL
            WHEN event_type = 'click' THEN 'click'
            WHEN event_type = 'impression' THEN 'view'
            WHEN event_type = 'page_view' AND (
              before IS NULL OR occurred_at - before > INTERVAL 30 MINUTE) THEN 'visit'
          END AS kind
        FROM judged
        """
        .formatted(
            raw,
            parameter("utm_source"),
            parameter("utm_medium"),
            parameter("utm_campaign"),
            clickId(2),
            clickId(1),
            channel());
  }

  private static String parameter(String name) {
    return "nullif(regexp_extract(url, '[?&]" + name + "=([^&#]*)', 1), '')";
  }

  private static String clickId(int group) {
    return "nullif(regexp_extract(url, '[?&](gclid|gbraid|wbraid|msclkid|fbclid)=([^&#]*)', "
        + group
        + "), '')";
  }

  private static String channel() {
    return """
        CASE
          WHEN source = '(direct)' AND medium IN ('(none)', '(not set)') THEN 'Direct'
          WHEN contains(lower(campaign), 'cross-network') THEN 'Cross-network'
          WHEN paid AND (source IN ('amazon', 'ebay', 'etsy') OR shopping) THEN 'Paid Shopping'
          WHEN paid AND source IN ('google', 'bing', 'yahoo', 'duckduckgo') THEN 'Paid Search'
          WHEN paid AND source IN ('facebook', 'instagram', 'linkedin') THEN 'Paid Social'
          WHEN paid AND source IN ('youtube', 'vimeo', 'twitch') THEN 'Paid Video'
          WHEN medium IN ('display', 'banner', 'expandable', 'interstitial', 'cpm') THEN 'Display'
          WHEN paid THEN 'Paid Other'
          WHEN medium = 'ai-assistant' THEN 'AI Assistant'
          WHEN source IN ('amazon', 'ebay', 'etsy') OR shopping THEN 'Organic Shopping'
          WHEN source IN ('facebook', 'instagram', 'linkedin')
            OR medium IN ('social', 'social-network', 'social-media', 'sm') THEN 'Organic Social'
          WHEN source IN ('youtube', 'vimeo', 'twitch') OR contains(medium, 'video')
            THEN 'Organic Video'
          WHEN source IN ('google', 'bing', 'yahoo', 'duckduckgo') OR medium = 'organic'
            THEN 'Organic Search'
          WHEN medium IN ('referral', 'app', 'link') THEN 'Referral'
          WHEN source IN ('email', 'e-mail', 'e_mail', 'e mail')
            OR medium IN ('email', 'e-mail', 'e_mail', 'e mail') THEN 'Email'
          WHEN medium = 'affiliate' THEN 'Affiliates'
          WHEN medium = 'audio' THEN 'Audio'
          WHEN source = 'sms' OR medium = 'sms' THEN 'SMS'
          WHEN medium LIKE '%push' OR contains(medium, 'mobile')
            OR contains(medium, 'notification') THEN 'Mobile Push Notifications'
          ELSE 'Unassigned'
        END""";
  }

  /** Rows of timeline. */
  static final String TIMELINE = "SELECT * EXCLUDE (at_us, kind) FROM events";

  /** Touches, as the sweep and the next run read them. */
  static final String TOUCHES =
      "SELECT visitor_id AS person_id, at_us, key, kind, channel, source, medium, campaign,"
          + " ad_group, click_id FROM events WHERE kind IS NOT NULL";

  /** Orders, whole. */
  static final String ORDERS =
      "SELECT visitor_id AS person_id, * FROM events WHERE event_type = 'conversion' AND NOT bot";

  static final String IN_JOURNEY_ORDER = " ORDER BY person_id, at_us";

  /** Rows of touchpoints. */
  static final String TOUCHPOINTS =
      "SELECT "
          + PERSON
          + " AS person, key, occurred_at, kind, channel, source, medium, campaign, ad_group, click_id,"
          + " visitor_id, 'pub' AS publication_id FROM events WHERE kind IS NOT NULL"
          + " ORDER BY occurred_at, channel";

  /** Rows of conversions. */
  static final String CONVERSIONS =
      "SELECT "
          + PERSON
          + " AS person, key, order_id, conversion_type, occurred_at, CAST(occurred_at AS DATE) AS"
          + " day, value_minor, currency, visitor_id, 'pub' AS publication_id FROM events"
          + " WHERE event_type = 'conversion' AND NOT bot ORDER BY day, order_id";

  /** Rows of credits_final: one an order, touch and model that gave it any. */
  static String creditRows() {
    String models =
        Arrays.stream(PeerSql.MODELS)
            .map("{model: '%1$s', credit: %1$s, revenue: %1$s_v}"::formatted)
            .collect(Collectors.joining(", ", "[", "]"));
    return """
        SELECT order_id, %s AS person_id, make_timestamp(converted) AS converted_at,
          conversion_type, CAST(make_timestamp(converted) AS DATE) AS conversion_day, model,
          i AS position, n AS touches, make_timestamp(at_us) AS touch_at,
          coalesce(kind, 'visit') AS touch_kind, channel, coalesce(source, '(direct)') AS source,
          coalesce(medium, '(none)') AS medium, campaign, ad_group, click_id,
          credit AS credit_micros, revenue AS revenue_minor, currency,
          CAST(make_timestamp(converted) AS DATE) AS rate_day, NULL AS adjustment_key,
          'pub' AS publication_id
        FROM (SELECT *, unnest(%s, recursive := true) FROM (%s) credited)
        WHERE credit <> 0 OR revenue <> 0
        ORDER BY conversion_day, model, channel, campaign, order_id
        """
        .formatted(PERSON, models, PeerSql.DUCKDB.credits(OF_ORDERS, OF_TOUCHES));
  }

  /** Orders whose rows are not one, or whose credit or revenue is not whole under a model. */
  static String wrongOrders(String conversions, String creditRows) {
    return """
        SELECT order_id, model FROM (
          SELECT order_id, model, sum(credit_micros) AS credit, sum(revenue_minor) AS revenue
          FROM %2$s GROUP BY ALL)
        FULL JOIN (
          SELECT order_id, count(*) AS times, sum(value_minor) AS value_minor,
            unnest([%3$s]) AS model
          FROM %1$s GROUP BY order_id) USING (order_id, model)
        WHERE times IS DISTINCT FROM 1 OR credit IS DISTINCT FROM 1000000
          OR revenue IS DISTINCT FROM value_minor
        """
        .formatted(
            conversions,
            creditRows,
            Arrays.stream(PeerSql.MODELS).collect(Collectors.joining("', '", "'", "'")));
  }

  /** Keys that the timeline does not have once, and those that the raw rows do not have. */
  static String wrongKeys(String raw, String timeline) {
    return """
        SELECT key, 'timeline' FROM (SELECT DISTINCT key, true AS known FROM %s) FULL JOIN (
          SELECT key, count(*) AS times FROM %s GROUP BY key) AS kept USING (key)
        WHERE times IS DISTINCT FROM 1 OR known IS NULL
        """
        .formatted(raw, timeline);
  }

  /** Rows of attribution, from rows of {@link #creditRows}. */
  static String cells(String creditRows) {
    return """
        SELECT conversion_day AS day, model, channel, source, medium, campaign, ad_group,
          CAST(sum(credit_micros) AS BIGINT) AS credit_micros,
          CAST(sum(revenue_minor) AS BIGINT) AS revenue_minor, currency, conversion_type,
          rate_day, 'final' AS status, current_timestamp AS as_of, publication_id
        FROM %s GROUP BY ALL
        """
        .formatted(creditRows);
  }

  /** Credit and revenue by day, channel and model, from rows of {@link #cells}. */
  static String totals(String cells) {
    return "SELECT epoch_us(day) // 86400000000 AS day, channel, model,"
        + " CAST(sum(credit_micros) AS BIGINT), CAST(sum(revenue_minor) AS BIGINT)"
        + " FROM %s GROUP BY 1, 2, 3".formatted(cells);
  }
}
