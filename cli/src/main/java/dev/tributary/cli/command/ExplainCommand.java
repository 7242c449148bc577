package dev.tributary.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.cli.DataOptions;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.Problem;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.core.attribution.RuleModel;
import dev.tributary.core.classify.RuleBook;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.DataException;
import dev.tributary.core.config.ModelSettings;
import dev.tributary.core.money.Money;
import dev.tributary.serving.explain.OrderExplainer;
import dev.tributary.serving.explain.OrderExplanation;
import dev.tributary.serving.explain.OrderExplanation.Share;
import dev.tributary.serving.explain.OrderExplanation.Touch;
import dev.tributary.serving.explain.UnknownOrder;
import dev.tributary.serving.lake.LakeException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Why an order's credit is what it is. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Tells every touch of an order, kept or excluded and why, and what it earned.",
      "The story of the order goes to standard error, a row for each touch and model to standard"
          + " output."
    },
    footer = {"", "Example:", "  tributary explain 10042 --model time_decay"})
public final class ExplainCommand implements Callable<Integer> {

  private static final List<String> COLUMNS =
      List.of(
          "order_id",
          "conversion_type",
          "status",
          "model",
          "position",
          "touch_at",
          "kind",
          "channel",
          "source",
          "medium",
          "campaign",
          "credit_micros",
          "final_micros",
          "provisional_micros",
          "revenue_minor",
          "verdict",
          "why",
          "rule",
          "collector_id",
          "sequence",
          "kafka_partition",
          "kafka_offset",
          "publication_id",
          "occurred_at_original",
          "sent_at",
          "received_at");

  @Mixin private DataOptions options = new DataOptions();
  @Mixin private Output output = new Output();

  @Parameters(paramLabel = "ORDER_ID", description = "The order as the shop names it.")
  private String orderId;

  @Option(names = "--model", paramLabel = "MODEL", description = "Only this model.")
  private String model;

  @Override
  public Integer call() {
    List<OrderExplanation> all;
    try {
      all =
          new OrderExplainer(
                  options.lakeFolder(),
                  new DataDirectory(options.data()).pseudonymKey(),
                  options.config(),
                  conversionKey -> Optional.empty())
              .explain(orderId);
    } catch (UnknownOrder | LakeException | DataException e) {
      throw new Problem(e.getMessage(), e);
    }
    List<String> models = models(all);
    try (RowWriter rows = output.open(COLUMNS)) {
      for (OrderExplanation one : all) {
        tell(one);
        for (String name : models) {
          one.touches().forEach(touch -> row(rows, one, name, touch));
          one.shares().stream()
              .filter(share -> share.model().equals(name) && !isOfATouch(one, share))
              .forEach(share -> rowWithoutTouch(rows, one, share));
        }
      }
    }
    return 0;
  }

  /** Those that the orders were credited by, then others that they could be. */
  private List<String> models(List<OrderExplanation> orders) {
    List<String> known =
        Stream.of(
                orders.stream().flatMap(order -> order.shares().stream()).map(Share::model),
                Arrays.stream(RuleModel.values()).map(RuleModel::wire),
                options.config().value(ModelSettings.FITTED).stream())
            .flatMap(Function.identity())
            .distinct()
            .toList();
    if (model == null) {
      return known;
    }
    if (!known.contains(model)) {
      throw new Problem(
          "There is no model '" + model + "'.",
          "An order is credited by the models that were run.",
          "Name one of " + String.join(", ", known) + ".");
    }
    return List.of(model);
  }

  private static void tell(OrderExplanation order) {
    System.err.printf(
        "Order %s (%s) of %s: %s %s, %s%n",
        order.orderId(),
        order.conversionType(),
        order.convertedAt(),
        new Money(order.valueMinor(), order.currency()).amount().toPlainString(),
        order.currency(),
        status(order));
    if (order.personId() != null) {
      System.err.println("Person " + order.personId());
    }
    order.identifiers().forEach(identifier -> System.err.println("  " + identifier));
    order.notes().forEach(System.err::println);
    clocks(order);
    for (OrderExplanation.Adjustment adjustment : order.adjustments()) {
      System.err.printf(
          "%s Counts on %s, %s.%n",
          adjustment.sentence(), adjustment.postedDay(), adjustment.status());
    }
    order.why().forEach(System.err::println);
    OrderExplanation.Provenance from = order.provenance();
    if (from.publicationId() != null) {
      System.err.println(published(from));
    }
    if (!from.channelRules().isEmpty()) {
      System.err.println(
          "Channel rules "
              + from.channelRules().stream()
                  .map(RuleBook.InForce::text)
                  .collect(Collectors.joining(", ")));
    }
    if (from.revision() != null) {
      System.err.printf(
          "Last provisional revision %d (generation %d) of journey %s by rules %s%n",
          from.revision() & 0xffff_ffffL,
          from.revision() >>> 32,
          from.journeyKey(),
          from.revisionRuleVersion());
    }
  }

  private static String status(OrderExplanation order) {
    return switch (order.status()) {
      case "provisional" -> "provisional: it may still move until its day is published";
      case "awaiting_restatement" ->
          "awaiting_restatement: it arrived after its day was published and counts once the day is"
              + " run again";
      case "not_counted" -> "not_counted: a machine made it";
      default -> order.status();
    };
  }

  private static String published(OrderExplanation.Provenance from) {
    String fits = fits(from.modelVersions());
    return "Publication "
        + from.publicationId()
        + (from.publicationId().equals(from.computedBy())
            ? " read"
            : " took the day's orders along as " + from.computedBy() + " computed them. That read")
        + " version "
        + from.rawVersion()
        + " of the raw log by rules "
        + from.ruleVersion()
        + (fits.isEmpty() ? "" : " and the fits " + fits);
  }

  /** Of fitted models; all others go by the rules. */
  private static String fits(String modelVersions) {
    try {
      return new ObjectMapper()
          .readTree(modelVersions == null ? "{}" : modelVersions).properties().stream()
              .filter(model -> ModelSettings.canBeFitted(model.getKey()))
              .map(model -> model.getValue().asText())
              .collect(Collectors.joining(", "));
    } catch (JsonProcessingException e) {
      throw new Problem(
          "publications.model_versions is no JSON: " + modelVersions,
          "Something other than Tributary wrote to that table.",
          "Restore it to an earlier version.");
    }
  }

  private static void clocks(OrderExplanation order) {
    if (order.provenance().conversion().clock() != null) {
      System.err.println("The order: " + order.provenance().conversion().clock());
    }
    order.touches().stream()
        .filter(touch -> touch.origin().clock() != null)
        .forEach(touch -> System.err.println(touch.channel() + ": " + touch.origin().clock()));
  }

  private static void row(RowWriter rows, OrderExplanation order, String model, Touch touch) {
    Optional<Share> share =
        order.shares().stream()
            .filter(one -> one.model().equals(model))
            .filter(one -> touch.key().equals(one.touchKey()))
            .findFirst();
    boolean credited = order.shares().stream().anyMatch(one -> one.model().equals(model));
    rows.row(
        order.orderId(),
        order.conversionType(),
        order.status(),
        model,
        touch.position(),
        touch.at(),
        touch.kind(),
        touch.channel(),
        touch.source(),
        touch.medium(),
        touch.campaign(),
        share.map(Share::micros).orElse(credited ? 0L : null),
        share.map(Share::finalMicros).orElse(null),
        share.map(Share::provisionalMicros).orElse(null),
        share.map(Share::revenueMinor).orElse(credited ? 0L : null),
        touch.excludedBy() == null ? "kept" : touch.excludedBy(),
        touch.sentence(),
        touch.rule(),
        touch.origin().collectorId(),
        touch.origin().sequence(),
        touch.origin().kafkaPartition(),
        touch.origin().kafkaOffset(),
        order.provenance().publicationId(),
        touch.origin().occurredAtOriginal(),
        touch.origin().sentAt(),
        touch.origin().receivedAt());
  }

  /** Credit that no touch of today's events stands for: of Direct, or of a touch since gone. */
  private static void rowWithoutTouch(RowWriter rows, OrderExplanation order, Share share) {
    Object[] row = new Object[COLUMNS.size()];
    row[COLUMNS.indexOf("order_id")] = order.orderId();
    row[COLUMNS.indexOf("conversion_type")] = order.conversionType();
    row[COLUMNS.indexOf("status")] = order.status();
    row[COLUMNS.indexOf("model")] = share.model();
    row[COLUMNS.indexOf("touch_at")] = share.touchAt();
    row[COLUMNS.indexOf("channel")] = share.channel();
    row[COLUMNS.indexOf("credit_micros")] = share.micros();
    row[COLUMNS.indexOf("final_micros")] = share.finalMicros();
    row[COLUMNS.indexOf("provisional_micros")] = share.provisionalMicros();
    row[COLUMNS.indexOf("revenue_minor")] = share.revenueMinor();
    boolean standsIn = share.touchKey() != null;
    row[COLUMNS.indexOf("verdict")] = standsIn ? "no touch" : "no longer counted";
    row[COLUMNS.indexOf("why")] =
        standsIn
            ? "Direct stands in, since no touch was eligible."
            : share.channel() + " counted before and does not by what is stored now.";
    row[COLUMNS.indexOf("publication_id")] = order.provenance().publicationId();
    rows.row(row);
  }

  private static boolean isOfATouch(OrderExplanation order, Share share) {
    return order.touches().stream().anyMatch(touch -> touch.key().equals(share.touchKey()));
  }
}
