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
          "Most visitor or device ids that one user, e-mail hash or other id joins; above, none.");

  /** A browser that more customers than this logged in on is a shared computer. */
  public static final Setting<Long> USERS_PER_VISITOR =
      Setting.whole(
          "identity.users_per_visitor",
          10,
          1,
          1_000_000,
          "users",
          "Most user ids, e-mail hashes, ... that one id of another kind joins; above, none.");

  /** Who goes by more customers than this is no person but people who share browsers. */
  public static final Setting<Long> USERS_PER_PERSON =
      Setting.whole(
          "identity.users_per_person",
          20,
          1,
          1_000_000,
          "users",
          "Most user ids that chains of shared browsers join; above, shared browsers join none.");

  /** A click that more browsers than this carried was passed on, not made, by most of them. */
  public static final Setting<Long> VISITORS_PER_CLICK =
      Setting.whole(
          "identity.visitors_per_click",
          5,
          1,
          1_000_000,
          "visitors",
          "Most ids of a kind that one click or session joins; above, it is the first's alone.");

  /** A browser with more clicks than this is no person's. */
  public static final Setting<Long> CLICKS_PER_VISITOR =
      Setting.whole(
          "identity.clicks_per_visitor",
          10_000,
          1,
          1_000_000,
          "clicks",
          "Most click or session ids that one visitor, user or other id joins; above, none.");

  static final List<Setting<?>> ALL =
      List.of(
          VISITORS_PER_USER,
          USERS_PER_VISITOR,
          USERS_PER_PERSON,
          VISITORS_PER_CLICK,
          CLICKS_PER_VISITOR);

  private IdentitySettings() {}
}
