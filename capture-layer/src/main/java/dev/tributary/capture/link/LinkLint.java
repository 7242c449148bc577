package dev.tributary.capture.link;

import dev.tributary.core.classify.Classifier;
import dev.tributary.core.classify.Signals;
import dev.tributary.core.event.Campaign;
import dev.tributary.core.event.FieldText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds, among the usable links, names that would split or hide a campaign in the figures. */
public final class LinkLint {

  private final Classifier classifier;

  public LinkLint(Classifier classifier) {
    this.classifier = classifier;
  }

  /** The findings in the order of the links; links that answer 404 anyway are not looked at. */
  public List<Finding> check(List<Link> links, Instant now) {
    Map<String, String> spellings = new HashMap<>();
    Map<List<Object>, String> same = new HashMap<>();
    List<Finding> findings = new ArrayList<>();
    for (Link link : links) {
      if (link.usableAt(now) && followed(link, findings)) {
        missing(link, findings);
        notKept(link, findings);
        channel(link, findings);
        spelling(link, spellings, findings);
        overruled(link, findings);
        duplicate(link, same, findings);
      }
    }
    return findings;
  }

  /** The file may have been edited by hand. */
  private static boolean followed(Link link, List<Finding> findings) {
    try {
      Redirect.to(link);
      return true;
    } catch (LinkException e) {
      findings.add(
          new Finding(
              link.id(),
              "not_followed",
              "The link answers 404. " + e.getMessage(),
              "Take it out of the file of links and register it anew."));
      return false;
    }
  }

  private static void missing(Link link, List<Finding> findings) {
    Campaign campaign = link.campaign();
    missing(link, "source", campaign.source(), findings);
    missing(link, "medium", campaign.medium(), findings);
    missing(link, "campaign", campaign.campaign(), findings);
  }

  private static void missing(Link link, String name, String value, List<Finding> findings) {
    if ((value == null || value.isBlank()) && !saysItself(link, name)) {
      findings.add(
          new Finding(
              link.id(),
              "missing_" + name,
              "The link names no " + name + ", so its clicks show as (not set) there.",
              "Register it anew with --" + name + "."));
    }
  }

  /** The file may be older than the check, or edited by hand. */
  private static void notKept(Link link, List<Finding> findings) {
    CampaignNames.faults(link.campaign())
        .forEach(
            fault ->
                findings.add(
                    new Finding(
                        link.id(),
                        fault.rule(),
                        fault.problem(),
                        "Register it anew. " + fault.remedy())));
  }

  private void channel(Link link, List<Finding> findings) {
    Campaign campaign = link.campaign();
    String medium = campaign.medium();
    if (medium == null || medium.isBlank()) {
      return;
    }
    String channel = classifier.classify(new Signals(null, null, campaign, null, null)).channel();
    if (channel.equals("Unassigned") || !classifier.knowsMedium(medium)) {
      findings.add(
          new Finding(
              link.id(),
              "unknown_medium",
              "No channel rule knows source '"
                  + campaign.source()
                  + "' with medium '"
                  + medium
                  + "': its clicks show as "
                  + channel
                  + ".",
              "Take a medium that the rules know (cpc, email, social, affiliate, ...), or add a"
                  + " rule."));
    }
  }

  /** Source and medium are lower-cased wherever they are read: any case of them is one. */
  private static void spelling(Link link, Map<String, String> spellings, List<Finding> findings) {
    if (link.campaign().campaign() == null) {
      return;
    }
    String value = FieldText.trimmed(link.campaign().campaign());
    String first = spellings.putIfAbsent(value.toLowerCase(Locale.ROOT), value);
    if (first != null && !first.equals(value)) {
      findings.add(
          new Finding(
              link.id(),
              "inconsistent_case",
              "The campaign '" + value + "' is written '" + first + "' by an earlier link.",
              "Write it one way: figures show campaigns as they are written, so that it is two"
                  + " there."));
    }
  }

  private static void overruled(Link link, List<Finding> findings) {
    for (String name : List.of("source", "medium", "campaign")) {
      if (saysItself(link, name)) {
        findings.add(
            new Finding(
                link.id(),
                "destination_has_utm",
                "The destination has utm_" + name + " itself, which the link does not overwrite.",
                "Take it out of the destination, and let the link say it."));
      }
    }
  }

  private static void duplicate(Link link, Map<List<Object>, String> same, List<Finding> findings) {
    Destination destination = Destination.parse(link.destination()).withoutUsualPort();
    String first = same.putIfAbsent(List.of(destination, link.campaign()), link.id());
    if (first != null) {
      findings.add(
          new Finding(
              link.id(),
              "duplicate",
              "The link '" + first + "' has the same destination and campaign.",
              "Disable one of them, or tell them apart by --content."));
    }
  }

  private static boolean saysItself(Link link, String name) {
    return Destination.parse(link.destination()).has("utm_" + name);
  }
}
