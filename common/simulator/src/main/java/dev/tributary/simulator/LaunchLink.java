package dev.tributary.simulator;

import java.util.List;

/**
 * A redirect link of the launch.
 *
 * @param channel what the default rules make of its source and medium
 */
public record LaunchLink(String id, String source, String medium, String campaign, String channel) {

  /** Where the links lead. */
  public static final String DESTINATION = EventFields.SHOP + "/launch";

  public static final List<LaunchLink> ALL =
      List.of(
          new LaunchLink("launch-mail", "newsletter", "email", "launch_day", "Email"),
          new LaunchLink("launch-social", "facebook", "paid_social", "launch_day", "Paid Social"),
          new LaunchLink("launch-search", "google", "cpc", "launch_day", "Paid Search"),
          new LaunchLink("launch-partner", "dealhunter", "affiliate", "launch_day", "Affiliates"));
}
