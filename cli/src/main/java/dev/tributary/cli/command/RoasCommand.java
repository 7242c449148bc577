package dev.tributary.cli.command;

import dev.tributary.cli.DataOptions;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.Problem;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.core.attribution.RuleModel;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ReportingSettings;
import dev.tributary.core.money.Currencies;
import dev.tributary.core.money.MissingRateException;
import dev.tributary.core.money.Quotation;
import dev.tributary.core.view.MergedView;
import dev.tributary.serving.figures.Dimension;
import dev.tributary.serving.figures.MoneyTables;
import dev.tributary.serving.figures.SpendReport;
import dev.tributary.serving.figures.TableFigures;
import dev.tributary.serving.lake.LakeException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What came of money spent. */
@Command(
    name = "roas",
    mixinStandardHelpOptions = true,
    description = {
      "Spend beside the revenue and conversions it earned, in one currency: return on ad spend",
      "(revenue / spend; empty where nothing was spent) and cost of acquisition (spend /",
      "conversions). Spend comes from 'tributary import FILE --as spend-csv'."
    },
    footer = {"", "Example:", "  tributary roas --from 2026-11-01 --to 2026-11-08 --by source"})
public final class RoasCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private DataOptions options = new DataOptions();
  @Mixin private Output output = new Output();

  @Option(names = "--from", paramLabel = "DAY", description = "First day; the last without it.")
  private LocalDate from;

  @Option(names = "--to", required = true, paramLabel = "DAY", description = "Last day.")
  private LocalDate to;

  @Option(
      names = "--model",
      defaultValue = "last_non_direct",
      paramLabel = "MODEL",
      description = "Whose credit counts (last_non_direct).")
  private String model;

  @Option(
      names = "--by",
      split = ",",
      defaultValue = "source,campaign",
      paramLabel = "DIMENSION",
      description = "Of day, source, campaign (source,campaign).")
  private List<String> by;

  @Option(
      names = "--conversion-type",
      paramLabel = "TYPE",
      description = "Only conversions of this type.")
  private String conversionType;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      description = "Currency of all amounts (the reporting currency).")
  private String currency;

  @Override
  public Integer call() {
    Config config = options.config();
    Path lake = options.localLake();
    ZoneId zone = config.value(ReportingSettings.TIME_ZONE);
    List<Dimension> dimensions = by.stream().map(this::dimension).toList();
    String in = currency(config);
    ModelNames.require(
        model, Arrays.stream(RuleModel.values()).map(RuleModel::wire).toList(), spec);
    SpendReport report;
    try {
      MergedView view = TableFigures.view(lake, config);
      MoneyTables money = new MoneyTables(lake, config);
      report =
          SpendReport.of(
              view.cells().stream()
                  .filter(cell -> cell.model().equals(model) && asked(cell.day()))
                  .filter(
                      cell ->
                          conversionType == null || conversionType.equals(cell.conversionType()))
                  .toList(),
              money.spend().stream().filter(one -> asked(one.day())).toList(),
              view.boundary().firstProvisionalDay(zone),
              money.rates(),
              in,
              dimensions);
    } catch (LakeException | MissingRateException e) {
      throw new Problem(e.getMessage(), e);
    }
    report.quotations().stream().filter(one -> !one.ownDay()).forEach(RoasCommand::tellOldRate);
    print(report, dimensions);
    return 0;
  }

  private boolean asked(LocalDate day) {
    return !day.isAfter(to) && !day.isBefore(from == null ? to : from);
  }

  private Dimension dimension(String name) {
    return Dimension.ofWire(name.strip())
        .filter(SpendReport.DIMENSIONS::contains)
        .orElseThrow(
            () ->
                misused(
                    "--by " + name + " is not known of spend; it takes day, source and campaign."));
  }

  private String currency(Config config) {
    if (currency == null) {
      return config.value(ReportingSettings.CURRENCY);
    }
    return Currencies.code(currency.strip())
        .orElseThrow(
            () -> misused("--currency " + currency + " is no currency; write for example EUR."));
  }

  private ParameterException misused(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  private static void tellOldRate(Quotation quotation) {
    System.err.println(
        "Revenue of "
            + quotation.day()
            + " in "
            + quotation.from()
            + " is converted by the rate of "
            + quotation.rateDay()
            + ": its own day has none.");
  }

  private void print(SpendReport report, List<Dimension> dimensions) {
    List<String> columns = new ArrayList<>(dimensions.stream().map(Dimension::wire).toList());
    columns.addAll(
        List.of(
            "status",
            "spend_minor",
            "revenue_minor",
            "credit_micros",
            "roas",
            "cac_minor",
            "currency"));
    try (RowWriter rows = output.open(columns)) {
      for (SpendReport.Line line : report.lines()) {
        List<Object> cells = new ArrayList<>(line.values());
        cells.add(line.status());
        cells.add(line.sums().spend().minor());
        cells.add(line.sums().revenue().minor());
        cells.add(line.sums().conversionMicros());
        cells.add(line.sums().roas().orElse(null));
        cells.add(line.sums().cacMinor().orElse(null));
        cells.add(line.sums().currency());
        rows.row(cells.toArray());
      }
    }
  }
}
