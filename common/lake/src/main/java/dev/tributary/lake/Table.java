package dev.tributary.lake;

import java.util.Locale;

/** Our Delta tables. The definition of each is the resource {@code tables/NAME.sql}. */
public enum Table {
  RAW_EVENTS,
  REJECTED_EVENTS,
  TOUCHPOINTS,
  CONVERSIONS,
  IDENTITIES,
  IDENTITY_CUTS,
  CREDITS_FINAL,
  ADJUSTMENTS,
  CREDITS_PROVISIONAL,
  ATTRIBUTION,
  PUBLICATIONS,
  SPEND,
  FX_RATES,
  MODEL_FITS,
  AUDIT_LOG,
  /** The layout of the batch layer; it can be made again from raw_events. */
  TIMELINE,
  /** The layout of the batch layer; it can be made again from timeline. */
  IDENTITY_COMPONENTS,
  /** The layout of the batch layer; it can be made again from timeline. */
  JOURNEYS;

  /** Whether it only keeps what others hold already, where a batch finds that worth while. */
  public boolean isLayout() {
    return this == TIMELINE || this == IDENTITY_COMPONENTS || this == JOURNEYS;
  }

  /** The table's folder and its name in queries, for example {@code raw_events}. */
  public String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
