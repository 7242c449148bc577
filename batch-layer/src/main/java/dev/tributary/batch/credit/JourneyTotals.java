package dev.tributary.batch.credit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;

import dev.tributary.batch.layout.JourneyTable;
import dev.tributary.core.attribution.RuleModel;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.journey.JourneyColumns;
import dev.tributary.core.journey.JourneySweep;
import dev.tributary.core.journey.Touchpoint;
import dev.tributary.lake.Lake;
import dev.tributary.lake.RecordEncoder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.functions;

/**
 * Credit by day, channel and model straight from the laid-out journeys: one task a bucket, one
 * sweep for all rule models over primitive arrays, no row a touch and no shuffle but of the totals.
 * Nothing is read of a journey but these arrays.
 */
public final class JourneyTotals {

  private JourneyTotals() {}

  /** The totals of all journeys that are laid out; currencies are not told apart. */
  public static List<ChannelTotal> of(Lake lake, Config config) {
    Dataset<JourneyColumns> journeys =
        new JourneyTable(lake, config)
            .kept()
            .where(size(col("columns.conversionMicros")).gt(0))
            .select("columns.*")
            .as(RecordEncoder.of(JourneyColumns.class));
    return journeys
        .mapPartitions(new Sum(config.texts()), RecordEncoder.of(ChannelTotal.class))
        .groupBy("day", "channel", "model")
        .agg(
            functions.sum("creditMicros").as("creditMicros"),
            functions.sum("revenueMinor").as("revenueMinor"))
        .as(RecordEncoder.of(ChannelTotal.class))
        .collectAsList();
  }

  private record Sum(Map<String, String> settings)
      implements MapPartitionsFunction<JourneyColumns, ChannelTotal> {

    @Override
    public Iterator<ChannelTotal> call(Iterator<JourneyColumns> journeys) {
      Config config = Config.of(settings);
      JourneySweep sweep = new JourneySweep(config);
      Totals totals = new Totals(config.value(ReportingSettings.TIME_ZONE));
      while (journeys.hasNext()) {
        JourneyColumns journey = journeys.next();
        sweep.sweep(
            journey,
            0,
            journey.conversions(),
            (conversion, path, n, credit, revenue) ->
                totals.add(journey, conversion, path, n, credit, revenue));
      }
      return totals.rows();
    }
  }

  /** Sums of one task: by day and channel, one pair of numbers a model. */
  private static final class Totals {

    private final ZoneId zone;
    private final Map<LocalDate, Map<String, long[]>> sums = new HashMap<>();
    private long[][] ofChannel = new long[16][];

    Totals(ZoneId zone) {
      this.zone = zone;
    }

    void add(
        JourneyColumns journey, int conversion, int[] path, int n, long[] credit, long[] revenue) {
      LocalDate day =
          Instant.EPOCH
              .plus(journey.conversionMicros()[conversion], ChronoUnit.MICROS)
              .atZone(zone)
              .toLocalDate();
      Map<String, long[]> ofDay = sums.computeIfAbsent(day, first -> new HashMap<>());
      if (n == 0) {
        long[] direct = cell(ofDay, Touchpoint.DIRECT);
        for (int model = 0; model < RuleModel.COUNT; model++) {
          direct[2 * model] += 1_000_000;
          direct[2 * model + 1] += journey.valueMinor()[conversion];
        }
        return;
      }
      int channels = journey.channels().size();
      if (ofChannel.length < channels) {
        ofChannel = new long[channels][];
      }
      Arrays.fill(ofChannel, 0, channels, null);
      for (int i = 0; i < n; i++) {
        int channel = journey.touchChannels()[path[i]];
        if (ofChannel[channel] == null) {
          ofChannel[channel] = cell(ofDay, journey.channels().get(channel));
        }
        long[] sum = ofChannel[channel];
        for (int model = 0; model < RuleModel.COUNT; model++) {
          sum[2 * model] += credit[model * n + i];
          sum[2 * model + 1] += revenue[model * n + i];
        }
      }
    }

    private static long[] cell(Map<String, long[]> ofDay, String channel) {
      return ofDay.computeIfAbsent(channel, first -> new long[2 * RuleModel.COUNT]);
    }

    Iterator<ChannelTotal> rows() {
      List<ChannelTotal> rows = new ArrayList<>();
      sums.forEach(
          (day, ofDay) ->
              ofDay.forEach(
                  (channel, sum) -> {
                    for (RuleModel model : RuleModel.values()) {
                      rows.add(
                          new ChannelTotal(
                              day,
                              channel,
                              model.wire(),
                              sum[2 * model.ordinal()],
                              sum[2 * model.ordinal() + 1]));
                    }
                  }));
      return rows.iterator();
    }
  }
}
