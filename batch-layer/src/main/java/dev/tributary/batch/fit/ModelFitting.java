package dev.tributary.batch.fit;

import dev.tributary.batch.BatchRefusal;
import dev.tributary.batch.version.RuleFingerprint;
import dev.tributary.core.attribution.fit.FitRefused;
import dev.tributary.core.attribution.fit.Fitter;
import dev.tributary.core.attribution.fit.ModelFit;
import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.KeptRules;
import dev.tributary.core.config.LakeLocation;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.lake.Lake;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * Fits models to the journeys of published days. A fit that can't be trusted is refused and nothing
 * is written, so the last good one stays the current one. The same fit again changes nothing.
 */
public final class ModelFitting {

  private final Lake lake;
  private final KeptRules kept;
  private final Config config;
  private final Clock clock;
  private final ZoneId zone;

  public ModelFitting(SparkSession spark, DataDirectory data, Config config, Clock clock) {
    this.lake = new Lake(spark, LakeLocation.of(data, config));
    this.kept = new KeptRules(data);
    this.config = config;
    this.clock = clock;
    this.zone = config.value(ReportingSettings.TIME_ZONE);
  }

  /**
   * Fits, checks and keeps.
   *
   * @return a row a model and channel, whether kept now or by the same fit before
   * @throws BatchRefusal when a day of the window is not published
   * @throws FitRefused when a fit can't be trusted; models before it in the list are kept
   */
  public List<FitRow> fit(FitRequest request) {
    SortedMap<LocalDate, String> published =
        PublishedDays.of(lake, zone).between(request.from(), request.to());
    PathTable paths = new PublishedPaths(lake, published, zone).read();
    StoredFits stored = new StoredFits(lake);
    List<FitRow> fitted = new ArrayList<>();
    for (String model : request.models()) {
      String publications = PublishedDays.json(published);
      String fitId = fitId(model, request, publications);
      List<FitRow> rows = stored.named(fitId);
      if (rows.isEmpty()) {
        ModelFit fit = new Fitter(config).fit(paths, model);
        rows = rows(fitId, fit, request, publications, stored.current(model));
        kept.keep(config);
        stored.add(rows);
      }
      fitted.addAll(rows);
    }
    return fitted;
  }

  /**
   * What a reader of fits has to know besides: which of them are not the current one of their
   * model, since they were fitted before it and are kept as they were.
   */
  public List<String> notes(List<FitRow> fitted) {
    StoredFits stored = new StoredFits(lake);
    return fitted.stream()
        .map(row -> new Named(row.model(), row.fitId()))
        .distinct()
        .flatMap(fit -> stored.current(fit.model()).stream().limit(1).flatMap(fit::besides))
        .toList();
  }

  private record Named(String model, String fitId) {

    Stream<String> besides(FitRow current) {
      return current.fitId().equals(fitId)
          ? Stream.empty()
          : Stream.of(
              fitId
                  + " was fitted before and is kept as it was; it does not become the current fit"
                  + " again: batch credits "
                  + model
                  + " by "
                  + current.fitId()
                  + ", of "
                  + current.fromDay()
                  + " to "
                  + current.toDay()
                  + ". A window that differs by a day is a new fit, and then the current one.");
    }
  }

  /** Follows from what decides the fit. */
  private String fitId(String model, FitRequest request, String publications) {
    String decisive =
        String.join(
            "/",
            model,
            publications,
            RuleFingerprint.of(config),
            config.texts().entrySet().stream()
                .filter(
                    text ->
                        text.getKey().startsWith("models.") && !text.getKey().endsWith("fitted"))
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(",")));
    return model
        + "-"
        + request.to().format(DateTimeFormatter.BASIC_ISO_DATE)
        + "-"
        + RuleFingerprint.digest(decisive).substring(0, 12);
  }

  private List<FitRow> rows(
      String fitId, ModelFit fit, FitRequest request, String publications, List<FitRow> before) {
    Map<String, Double> earlier =
        before.stream()
            .collect(
                Collectors.toMap(
                    FitRow::channel, row -> row.conversions() / row.totalConversions()));
    Double drift = before.isEmpty() ? null : fit.driftFrom(earlier);
    String driftFrom = before.isEmpty() ? null : before.get(0).fitId();
    Instant now = after(before, clock.instant().truncatedTo(ChronoUnit.MICROS));
    return fit.channels().stream()
        .map(
            channel ->
                new FitRow(
                    fitId,
                    fit.model(),
                    channel.channel(),
                    channel.effect(),
                    channel.conversions(),
                    channel.low(),
                    channel.high(),
                    request.from(),
                    request.to(),
                    fit.paths(),
                    fit.conversions(),
                    fit.nulls(),
                    fit.conversionProbability(),
                    fit.states(),
                    fit.residual(),
                    drift,
                    driftFrom,
                    RuleFingerprint.of(config),
                    publications,
                    now))
        .toList();
  }

  /**
   * Now, in the microseconds that tables keep; later than a fit that a clock ahead made, since the
   * newest fit is the current one.
   */
  private static Instant after(List<FitRow> before, Instant now) {
    return before.stream()
        .map(row -> row.fittedAt().plus(1, ChronoUnit.MICROS))
        .reduce(now, (one, other) -> one.isAfter(other) ? one : other);
  }
}
