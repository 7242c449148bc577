package dev.tributary.serving.explain;

import dev.tributary.core.classify.RuleBook;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Why one order's credit is what it is.
 *
 * @param status final, provisional, not_counted (a machine made the order), or
 *     awaiting_restatement: the order arrived after its day was published and counts once the day
 *     is restated
 * @param valueMinor in minor units of {@code currency}
 * @param personId of the current publication; null where no publication knows the person yet
 * @param identifiers the person's, as {@code kind value}
 * @param touches everything that could have been a touch, in journey order
 * @param shares what each kept touch earns under each model
 * @param adjustments refunds, cancellations and changes, as they take effect
 * @param why sentences on how provisional credit, final credit and what is known now differ; empty
 *     where they agree
 * @param notes sentences about the order as a whole
 */
public record OrderExplanation(
    String orderId,
    String conversionType,
    String conversionKey,
    Instant convertedAt,
    LocalDate conversionDay,
    String status,
    long valueMinor,
    String currency,
    String personId,
    List<String> identifiers,
    List<Touch> touches,
    List<Share> shares,
    List<Adjustment> adjustments,
    List<String> why,
    List<String> notes,
    Provenance provenance) {

  /**
   * One candidate.
   *
   * @param position among the kept ones, from 1; null where it is excluded
   * @param excludedBy reason code, or null where it is kept
   * @param sentence the verdict in words
   * @param rule the channel rule that decided its channel
   */
  public record Touch(
      Integer position,
      String key,
      Instant at,
      String kind,
      String channel,
      String source,
      String medium,
      String campaign,
      String adGroup,
      String clickId,
      String excludedBy,
      String sentence,
      String rule,
      Origin origin) {}

  /**
   * A refund, cancellation or change.
   *
   * @param postedDay on which it counts
   * @param status final, provisional (its day is not published yet), or awaiting_restatement
   * @param outcome what became of it, with {@code sentence} saying so in words
   * @param moves what each touch gains or loses
   */
  public record Adjustment(
      String key,
      String kind,
      Instant occurredAt,
      LocalDate postedDay,
      String status,
      long beforeMinor,
      long afterMinor,
      String outcome,
      String sentence,
      List<Move> moves) {}

  /** The revenue that one touch gains under a model, mostly less than zero. */
  public record Move(String model, int position, String channel, long revenueMinor) {}

  /**
   * Where an event came from, and what each clock said.
   *
   * @param occurredAt as it counts
   * @param occurredAtOriginal as the sender wrote it
   * @param sentAt the sender's clock when it sent, or null
   * @param receivedAt our clock
   * @param clock why occurredAt is not the original; null where it is
   * @param sourceName collector or import
   * @param kafkaTopic null for an import; so are partition and offset
   */
  public record Origin(
      String visitorId,
      Instant occurredAt,
      Instant occurredAtOriginal,
      Instant sentAt,
      Instant receivedAt,
      String clock,
      String collectorId,
      long sequence,
      String sourceName,
      String kafkaTopic,
      Long kafkaPartition,
      Long kafkaOffset) {}

  /**
   * What a touch earns under a model.
   *
   * @param touchKey of the touch, or of the conversion where Direct stands for no touch; null where
   *     no event of today's stands for it
   * @param micros by the events as they are known now; 1,000,000 is the whole order; null where the
   *     model's fit is gone
   * @param finalMicros as published; null where the order is not published under this model
   * @param provisionalMicros as the speed layer last said; null where it said nothing of this
   *     model: it credits by no fitted one
   */
  public record Share(
      String model,
      int position,
      String touchKey,
      Instant touchAt,
      String channel,
      Long micros,
      Long revenueMinor,
      Long finalMicros,
      Long finalRevenueMinor,
      Long provisionalMicros,
      Long provisionalRevenueMinor) {}

  /**
   * The versions behind the figures.
   *
   * @param publicationId that counts for the day; null where it is not published
   * @param computedBy the publication that computed the day's orders: an earlier one where the day
   *     only came along; all versions are that one's
   * @param rawVersion of raw_events that it read
   * @param journeyKey of the provisional journey, and {@code revision} its last one; or null
   * @param revisionRuleVersion of the rules that made that revision; or null
   * @param classificationRules the channel rules that decided, in journey order
   * @param channelRules the sets that these belong to, each with the first day of its effect
   * @param publishedRules the sets by which the publication that the order is shown from read
   *     events; empty where the order is not published, or its publication does not say
   */
  public record Provenance(
      String publicationId,
      String computedBy,
      Long rawVersion,
      String ruleVersion,
      String modelVersions,
      String journeyKey,
      Long revision,
      String revisionRuleVersion,
      Origin conversion,
      List<String> classificationRules,
      List<RuleBook.InForce> channelRules,
      List<RuleBook.InForce> publishedRules) {}
}
