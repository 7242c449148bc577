package dev.tributary.core.classify;

import dev.tributary.core.config.Config;
import dev.tributary.core.event.Campaign;
import dev.tributary.core.event.FieldText;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Decides where an event came from and to which channel that belongs.
 *
 * <p>The first of these that says something decides source and medium: utm parameters (a missing
 * one of the two is filled from the click id, else is {@code (not set)}), the click id, the
 * referrer, nothing. Immutable and safe to share between threads; making one reads the tables, so
 * make one a run. Any input gives an answer.
 *
 * <p>Example: {@code https://shop.example/?gclid=a} gives google, cpc, Paid Search.
 */
public final class Classifier {

  static final String NOT_SET = "(not set)";
  private static final SourceOfVisit DIRECT = new SourceOfVisit("(direct)", "(none)", null);

  private final ClickIds clickIds;
  private final Referrers referrers;
  private final RuleHistory history;

  /**
   * Reads the shipped tables, the configured ones and the published rules.
   *
   * @throws dev.tributary.core.config.ConfigException when one of them can't be used
   */
  public Classifier(Config config) {
    this(config, RuleBook.of(config).editions());
  }

  /** The same by these sets of rules, in the order in which they were published. */
  Classifier(Config config, List<RuleBook.Edition> editions) {
    Sites sites = new Sites(config);
    this.clickIds = new ClickIds(config);
    this.referrers = new Referrers(config, sites);
    this.history = RuleHistory.of(editions, sites);
  }

  /**
   * The same as it was when only the first so many sets of rules were published, to say of a figure
   * why it was so.
   */
  public static Classifier asPublished(Config config, int first) {
    return new Classifier(config, RuleBook.of(config, first).editions());
  }

  /** Version of the newest channel rules, for example {@code ga4-2026-11}. */
  public String rulesVersion() {
    return history.newest().version();
  }

  /** Whether a rule of the newest ones looks for such a medium, whatever else it asks for. */
  public boolean knowsMedium(String medium) {
    return history.newest().know(Condition.Field.MEDIUM, lower(medium));
  }

  /** Where an event with these signals came from, by the newest rules. */
  public Classification classify(Signals signals) {
    return classify(signals, history.newest());
  }

  /** The same by the rules in force when it happened. */
  public Classification classify(Signals signals, Instant at) {
    return classify(signals, history.inForceAt(at));
  }

  private Classification classify(Signals signals, ChannelRules rules) {
    LooseUrl page = LooseUrl.read(signals.pageUrl());
    QueryParameters parameters = QueryParameters.of(page);
    Campaign campaign = UtmParameters.of(signals.given(), parameters);
    List<ClickIds.Found> found = clickIds.in(parameters, signals.clickId(), signals.clickIdType());

    SourceOfVisit utm = new SourceOfVisit(campaign.source(), campaign.medium(), null);
    SourceOfVisit click = ofClickId(found);
    SourceOfVisit stated = filled(utm, click).or(click).or(referrers.of(signals.referrer(), page));
    SourceOfVisit decided = stated.or(DIRECT);
    String term = campaign.term() == null ? decided.term() : campaign.term();

    ChannelRule rule =
        rules.deciding(
            new Condition.Facts(
                decided.source(),
                decided.medium(),
                lower(campaign.campaign()),
                lower(term),
                lower(campaign.content())));
    ClickIds.Found first =
        found.stream().filter(one -> one.parameter().namesOneClick()).findFirst().orElse(null);
    return new Classification(
        rule.channel(),
        decided.source(),
        decided.medium(),
        campaign.campaign(),
        campaign.adGroup(),
        term,
        campaign.content(),
        first == null ? null : first.value(),
        first == null ? null : first.parameter().name(),
        rules.version() + "/" + rule.name(),
        !stated.saysNothing());
  }

  private static SourceOfVisit ofClickId(List<ClickIds.Found> found) {
    return ClickIds.sourceOf(found)
        .map(parameter -> new SourceOfVisit(parameter.source(), parameter.medium(), null))
        .orElse(SourceOfVisit.NOTHING);
  }

  /** Where utm parameters give only one of source and medium, the click id gives the other. */
  private static SourceOfVisit filled(SourceOfVisit utm, SourceOfVisit click) {
    if (utm.saysNothing()) {
      return utm;
    }
    return new SourceOfVisit(
        firstOf(utm.source(), click.source()), firstOf(utm.medium(), click.medium()), null);
  }

  private static String firstOf(String stated, String filling) {
    return stated != null ? stated : filling != null ? filling : NOT_SET;
  }

  private static String lower(String text) {
    return text == null ? "" : FieldText.trimmed(text).toLowerCase(Locale.ROOT);
  }
}
