package dev.tributary.core.config;

import java.util.List;

/** Settings of who is one person. */
public final class IdentitySettings {

  /** A known customer with more devices than this is no customer but a shared login. */
  public static final Setting<Long> VISITORS_PER_USER =
      Setting.whole(
          "identity.visitors_per_user",
          50,
          1,
          1_000_000,
          "visitors",
          "Most visitor ids that one user (or e-mail hash, phone hash, ...) joins; above, none.");

  /** A browser that more customers than this logged in on is a shared computer. */
  public static final Setting<Long> USERS_PER_VISITOR =
      Setting.whole(
          "identity.users_per_visitor",
          10,
          1,
          1_000_000,
          "users",
          "Most user ids that one visitor id joins; above, none.");

  /** A click that more browsers than this carried was passed on, not made, by most of them. */
  public static final Setting<Long> VISITORS_PER_CLICK =
      Setting.whole(
          "identity.visitors_per_click",
          5,
          1,
          1_000_000,
          "visitors",
          "Most visitor ids that one click id joins; above, it belongs to the first alone.");

  static final List<Setting<?>> ALL =
      List.of(VISITORS_PER_USER, USERS_PER_VISITOR, VISITORS_PER_CLICK);

  private IdentitySettings() {}
}
