package dev.tributary.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.cli.output.Problem;
import dev.tributary.core.adjustment.Outcome;
import dev.tributary.core.classify.RuleBook;
import dev.tributary.core.config.KeptRules;
import dev.tributary.core.config.ModelSettings;
import dev.tributary.core.money.Money;
import dev.tributary.serving.explain.OrderExplanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is told of an order beside the rows of its touches, a line each. */
record OrderStory(KeptRules keptRules) {

  List<String> of(OrderExplanation order) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Order %s (%s) of %s: %s %s, %s"
            .formatted(
                order.orderId(),
                order.conversionType(),
                order.convertedAt(),
                new Money(order.valueMinor(), order.currency()).amount().toPlainString(),
                order.currency(),
                status(order)));
    if (order.personId() != null) {
      lines.add("Person " + order.personId());
    }
    order.identifiers().forEach(identifier -> lines.add("  " + identifier));
    lines.addAll(order.notes());
    lines.addAll(clocks(order));
    for (OrderExplanation.Adjustment adjustment : order.adjustments()) {
      lines.add(adjustment.sentence() + counted(adjustment));
    }
    lines.addAll(order.why());
    OrderExplanation.Provenance from = order.provenance();
    if (from.publicationId() != null) {
      lines.add(published(from));
    }
    if (from.ruleVersion() != null) {
      lines.add(kept(from.ruleVersion()));
    }
    channelRules(from).ifPresent(lines::add);
    if (from.revision() != null) {
      lines.add(
          "Last provisional revision %d (generation %d) of journey %s by rules %s"
              .formatted(
                  from.revision() & 0xffff_ffffL,
                  from.revision() >>> 32,
                  from.journeyKey(),
                  from.revisionRuleVersion()));
    }
    return lines;
  }

  /** Of one that does not count, its sentence says that, and a day would speak against it. */
  private static String counted(OrderExplanation.Adjustment adjustment) {
    boolean moves = adjustment.beforeMinor() != adjustment.afterMinor();
    boolean inPart = adjustment.outcome().equals(Outcome.OVER_REFUND.wire());
    if (!moves && !adjustment.outcome().equals(Outcome.NO_CHANGE.wire())) {
      return "";
    }
    return (inPart ? " What counts posts on " : " Counts on ")
        + adjustment.postedDay()
        + ", "
        + adjustment.status()
        + ".";
  }

  private String kept(String ruleVersion) {
    return keptRules
        .settings(ruleVersion)
        .map(
            settings ->
                "What the rules "
                    + ruleVersion
                    + " are is kept in "
                    + settings.getParent()
                    + ": --config "
                    + settings
                    + " explains by them.")
        .orElse(
            "What the rules "
                + ruleVersion
                + " are was not kept here: an earlier release or another machine published them.");
  }

  /** Those of today may be others than those that made what is shown. */
  private static Optional<String> channelRules(OrderExplanation.Provenance from) {
    String here = texts(from.channelRules());
    if (from.publishedRules().isEmpty()) {
      return here.isEmpty() ? Optional.empty() : Optional.of("Channel rules " + here);
    }
    String published = "Published by the channel rules " + texts(from.publishedRules());
    return Optional.of(
        here.isEmpty() || from.channelRules().equals(from.publishedRules())
            ? published
            : published + "; its touches are read here by " + here);
  }

  private static String texts(List<RuleBook.InForce> sets) {
    return sets.stream().map(RuleBook.InForce::text).collect(Collectors.joining(", "));
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

  private static List<String> clocks(OrderExplanation order) {
    List<String> lines = new ArrayList<>();
    if (order.provenance().conversion().clock() != null) {
      lines.add("The order: " + order.provenance().conversion().clock());
    }
    order.touches().stream()
        .filter(touch -> touch.origin().clock() != null)
        .forEach(touch -> lines.add(touch.channel() + ": " + touch.origin().clock()));
    return lines;
  }
}
