package dev.tributary.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.cli.output.Format;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.serving.reconcile.Reconciler;
import java.io.FilterWriter;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Prints what the demo shows, as tables for people. */
final class Report {

  private final String model;

  /**
   * @param model the model that every table shows
   */
  Report(String model) {
    this.model = model;
  }

  /** Credit by channel, final and provisional told apart. */
  void merged(JsonNode answer) {
    title(
        "Merged view, %s to %s, model %s: final up to %s, provisional from there",
        answer.path("from").asText(),
        answer.path("to").asText(),
        model,
        answer.path("boundary").asText());
    table(
        List.of("channel", "status", "orders", "low", "high", "revenue", "currency"),
        rows -> {
          for (JsonNode row : answer.path("rows")) {
            rows.row(
                row.path("channel").asText(),
                row.path("status").asText(),
                orders(row.path("credit_micros").asLong()),
                orders(row.path("low_micros").asLong()),
                orders(row.path("high_micros").asLong()),
                money(row.path("revenue_minor").asLong()),
                row.path("currency").asText());
          }
        });
  }

  /** What was provisional, what is final, and the difference, over the published days. */
  void reconciliation(DemoSize size, Reconciler reconciler) {
    Map<String, long[]> byChannel = new TreeMap<>();
    long[] total = new long[4];
    for (LocalDate day = size.firstDay(); !day.isAfter(size.lastDay()); day = day.plusDays(1)) {
      for (Reconciler.Line line : reconciler.reconcile(day, Reconciler.By.CHANNEL)) {
        if (line.model().equals(model)) {
          long[] sums = byChannel.computeIfAbsent(line.group(), channel -> new long[4]);
          add(sums, line);
          add(total, line);
        }
      }
    }
    byChannel.put("(all)", total);
    title("Reconciliation of %s to %s, model %s", size.firstDay(), size.lastDay(), model);
    table(
        List.of(
            "channel",
            "provisional",
            "final",
            "difference",
            "revenue_provisional",
            "revenue_final",
            "revenue_difference"),
        rows ->
            byChannel.forEach(
                (channel, sums) ->
                    rows.row(
                        channel,
                        orders(sums[0]),
                        orders(sums[1]),
                        orders(sums[1] - sums[0]),
                        money(sums[2]),
                        money(sums[3]),
                        money(sums[3] - sums[2]))));
  }

  private static void add(long[] sums, Reconciler.Line line) {
    sums[0] += line.provisionalMicros();
    sums[1] += line.finalMicros();
    sums[2] += line.provisionalRevenueMinor();
    sums[3] += line.finalRevenueMinor();
  }

  void stitches(Stitches stitches) {
    title("Against the truth: persons");
    table(
        List.of("persons_with_two_devices", "joined", "persons_mixed_up"),
        rows -> rows.row(stitches.twoDevices(), stitches.joined(), stitches.mixed()));
  }

  /** Orders whose credit is exactly a perfect observer's, under every model. */
  void truth(String status, List<TruthComparison.Line> lines) {
    title("Against the truth: %s credit, exactly right under every model", status);
    table(
        List.of("journey", "orders", "credited", "right", "right_percent"),
        rows ->
            lines.forEach(
                line ->
                    rows.row(
                        line.kind(),
                        line.orders(),
                        line.credited(),
                        line.right(),
                        BigDecimal.valueOf(line.right() * 1_000 / Math.max(1, line.orders()), 1))));
  }

  /** A channel's final credit beside the observer's. */
  void channels(Map<String, Long> truth, JsonNode answer) {
    Map<String, Long> given = new TreeMap<>();
    for (JsonNode row : answer.path("rows")) {
      if (row.path("status").asText().equals("final")) {
        given.merge(row.path("channel").asText(), row.path("credit_micros").asLong(), Long::sum);
      }
    }
    truth.keySet().forEach(channel -> given.putIfAbsent(channel, 0L));
    title("Against the truth: orders by channel, model %s", model);
    table(
        List.of("channel", "final", "truth", "difference"),
        rows ->
            given.forEach(
                (channel, micros) -> {
                  long true_ = truth.getOrDefault(channel, 0L);
                  rows.row(channel, orders(micros), orders(true_), orders(micros - true_));
                }));
  }

  private static BigDecimal orders(long micros) {
    return BigDecimal.valueOf(micros, 6).setScale(2, java.math.RoundingMode.HALF_EVEN);
  }

  private static BigDecimal money(long minor) {
    return BigDecimal.valueOf(minor, 2);
  }

  private static void title(String format, Object... values) {
    System.out.println();
    System.out.println(String.format(format, values));
  }

  private static void table(List<String> columns, Consumer<RowWriter> fill) {
    Writer out = new OutputStreamWriter(System.out, StandardCharsets.UTF_8);
    try (RowWriter rows = new Output().open(columns, Format.TABLE, new Unclosed(out))) {
      fill.accept(rows);
    }
    System.out.flush();
  }

  /** Standard output stays open when a table ends. */
  private static final class Unclosed extends FilterWriter {

    Unclosed(Writer out) {
      super(out);
    }

    @Override
    public void close() throws java.io.IOException {
      flush();
    }
  }
}
