package dev.tributary.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The same credit in SQL: join and windows, as an analyst would write it who has to come to the
 * same micro-credits. Six rule models, thirty days, largest remainder; of orders and their value.
 */
enum PeerSql {
  DUCKDB {
    @Override
    String div(String amount, String by) {
      return "(" + amount + ") // (" + by + ")";
    }
  },
  SPARK {
    @Override
    String div(String amount, String by) {
      return "(" + amount + ") div (" + by + ")";
    }
  };

  /** Whole part of a division. */
  abstract String div(String amount, String by);

  /** One row a conversion and touch, with its credit and revenue under six models. */
  String credits() {
    return credits(List.of(), List.of());
  }

  /** The same with more columns of conversions and of touches. */
  String credits(List<String> ofConversions, List<String> ofTouches) {
    List<String> carried = new ArrayList<>();
    ofConversions.forEach(column -> carried.add(", c." + column));
    ofTouches.forEach(column -> carried.add(", t." + column));
    String told =
        Stream.of(ofConversions, ofTouches)
            .flatMap(List::stream)
            .map(", "::concat)
            .collect(Collectors.joining());
    return """
        WITH joined AS (
          SELECT c.key, c.person_id, c.at_us AS converted, c.value_minor AS v,
            coalesce(t.channel, 'Direct') AS channel, coalesce(t.at_us, c.at_us) AS at_us,
            coalesce(t.key, c.key) AS touch%s
          FROM conversions c LEFT JOIN touchpoints t
            ON t.person_id = c.person_id AND t.at_us <= c.at_us AND t.at_us >= c.at_us - 2592000000000),
        placed AS (
          SELECT *, row_number() OVER (PARTITION BY key ORDER BY at_us, touch) AS i,
            count(*) OVER (PARTITION BY key) AS n, max(at_us) OVER (PARTITION BY key) AS latest
          FROM joined),
        weighted AS (
          SELECT *,
            max(CASE WHEN channel <> 'Direct' THEN i END) OVER (PARTITION BY key) AS nd,
            CAST(round(1099511627776.0 * power(2.0, (at_us - latest) / 604800000000.0)) AS BIGINT)
              AS wd,
            CASE WHEN n <= 2 THEN 1 WHEN i = 1 OR i = n THEN 400000 * (n - 2) ELSE 200000 END
              AS wp,
            CASE WHEN n <= 2 THEN n ELSE 1000000 * (n - 2) END AS sp
          FROM placed),
        summed AS (
          SELECT *, CAST(sum(wd) OVER (PARTITION BY key) AS BIGINT) AS sd FROM weighted),
        parts AS (
          SELECT *, %s AS qp, (1000000 * wp) %% sp AS rp, %s AS qpv, (v * wp) %% sp AS rpv,
            %s AS qd, (1000000 * wd) %% sd AS rd, %s AS qdv, (v * wd) %% sd AS rdv
          FROM summed),
        ranked AS (
          SELECT *,
            1000000 - sum(qp) OVER (PARTITION BY key) AS lp,
            v - sum(qpv) OVER (PARTITION BY key) AS lpv,
            1000000 - sum(qd) OVER (PARTITION BY key) AS ld,
            v - sum(qdv) OVER (PARTITION BY key) AS ldv,
            row_number() OVER (PARTITION BY key ORDER BY rp DESC, i) AS kp,
            row_number() OVER (PARTITION BY key ORDER BY rpv DESC, i) AS kpv,
            row_number() OVER (PARTITION BY key ORDER BY rd DESC, i) AS kd,
            row_number() OVER (PARTITION BY key ORDER BY rdv DESC, i) AS kdv
          FROM parts)
        SELECT key, person_id, converted, channel, at_us, i, n,
          CASE WHEN i = 1 THEN 1000000 ELSE 0 END AS first_touch,
          CASE WHEN i = 1 THEN v ELSE 0 END AS first_touch_v,
          CASE WHEN i = n THEN 1000000 ELSE 0 END AS last_touch,
          CASE WHEN i = n THEN v ELSE 0 END AS last_touch_v,
          CASE WHEN i = coalesce(nd, n) THEN 1000000 ELSE 0 END AS last_non_direct,
          CASE WHEN i = coalesce(nd, n) THEN v ELSE 0 END AS last_non_direct_v,
          %s + CASE WHEN i <= 1000000 %% n THEN 1 ELSE 0 END AS linear,
          %s + CASE WHEN i <= v %% n THEN 1 ELSE 0 END AS linear_v,
          qp + CASE WHEN kp <= lp THEN 1 ELSE 0 END AS position_based,
          qpv + CASE WHEN kpv <= lpv THEN 1 ELSE 0 END AS position_based_v,
          qd + CASE WHEN kd <= ld THEN 1 ELSE 0 END AS time_decay,
          qdv + CASE WHEN kdv <= ldv THEN 1 ELSE 0 END AS time_decay_v%s
        FROM ranked
        """
        .formatted(
            String.join("", carried),
            div("1000000 * wp", "sp"),
            div("v * wp", "sp"),
            div("1000000 * wd", "sd"),
            div("v * wd", "sd"),
            div("1000000", "n"),
            div("v", "n"),
            told);
  }

  /** Credit and revenue by day, channel and model, from rows of {@link #credits}. */
  String totals(String credits) {
    StringBuilder sums = new StringBuilder();
    for (String model : MODELS) {
      sums.append(
          ", CAST(sum(%1$s) AS BIGINT) AS %1$s, CAST(sum(%1$s_v) AS BIGINT) AS %1$s_v"
              .formatted(model));
    }
    return "SELECT %s AS day, channel%s FROM (%s) credited GROUP BY 1, 2"
        .formatted(div("converted", "86400000000"), sums, credits);
  }

  /** In the order of their columns. */
  static final String[] MODELS = {
    "first_touch", "last_touch", "last_non_direct", "linear", "position_based", "time_decay"
  };
}
