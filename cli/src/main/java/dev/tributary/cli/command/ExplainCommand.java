package dev.tributary.cli.command;

import dev.tributary.cli.DataOptions;
import dev.tributary.cli.output.Output;
import dev.tributary.cli.output.Problem;
import dev.tributary.cli.output.RowWriter;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.DataException;
import dev.tributary.core.config.KeptRules;
import dev.tributary.serving.explain.OrderExplainer;
import dev.tributary.serving.explain.OrderExplanation;
import dev.tributary.serving.explain.OrderExplanation.Share;
import dev.tributary.serving.explain.OrderExplanation.Touch;
import dev.tributary.serving.explain.UnknownOrder;
import dev.tributary.serving.lake.LakeException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

  @Spec private CommandSpec spec;
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
    OrderStory story = new OrderStory(new KeptRules(new DataDirectory(options.data())));
    try (RowWriter rows = output.open(COLUMNS)) {
      for (OrderExplanation one : all) {
        story.of(one).forEach(System.err::println);
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
                ModelNames.of(options.config()).stream())
            .flatMap(Function.identity())
            .distinct()
            .toList();
    if (model == null) {
      return known;
    }
    ModelNames.require(model, known, spec);
    return List.of(model);
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
            : share.channel() + " counted before and does not by what is stored and set now.";
    row[COLUMNS.indexOf("publication_id")] = order.provenance().publicationId();
    rows.row(row);
  }

  private static boolean isOfATouch(OrderExplanation order, Share share) {
    return order.touches().stream().anyMatch(touch -> touch.key().equals(share.touchKey()));
  }
}
