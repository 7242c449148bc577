package dev.tributary.capture.link;

import dev.tributary.core.event.Campaign;
import dev.tributary.core.event.FieldLimits;
import dev.tributary.core.event.FieldText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names that a link gives its clicks, held to what an event keeps of them. */
final class CampaignNames {

  /** What an event would not keep as it is. */
  record Fault(String rule, String problem, String remedy) {}

  private CampaignNames() {}

  /**
   * Refuses what events would not keep.
   *
   * @throws LinkException naming the first fault
   */
  static void requireKept(Campaign campaign) {
    faults(campaign).stream()
        .findFirst()
        .ifPresent(
            fault -> {
              throw new LinkException(fault.problem(), fault.remedy());
            });
  }

  /** The faults, in the order of the names. */
  static List<Fault> faults(Campaign campaign) {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("source", campaign.source());
    names.put("medium", campaign.medium());
    names.put("campaign", campaign.campaign());
    names.put("ad_group", campaign.adGroup());
    names.put("term", campaign.term());
    names.put("content", campaign.content());
    List<Fault> faults = new ArrayList<>();
    names.forEach(
        (name, value) -> {
          if (value != null) {
            length(name, value, faults);
            control(name, value, faults);
          }
        });
    return faults;
  }

  private static void length(String name, String value, List<Fault> faults) {
    int characters = value.codePointCount(0, value.length());
    int most = FieldLimits.LONGEST.get(name);
    if (characters > most) {
      faults.add(
          new Fault(
              "too_long",
              "The "
                  + name
                  + " of the link has "
                  + characters
                  + " characters, and an event keeps "
                  + most
                  + " of them.",
              "Shorten it to " + most + "."));
    }
  }

  private static void control(String name, String value, List<Fault> faults) {
    FieldText.control(value)
        .ifPresent(
            sign ->
                faults.add(
                    new Fault(
                        "control_character",
                        "The "
                            + name
                            + " of the link has a line break or another control character ("
                            + sign
                            + ").",
                        "Leave it out.")));
  }
}
