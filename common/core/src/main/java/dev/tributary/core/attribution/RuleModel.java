package dev.tributary.core.attribution;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The models that need no fit: the weights follow from the journey alone. */
public enum RuleModel {
  /** All to the first touch. */
  FIRST_TOUCH,
  /** All to the last touch. */
  LAST_TOUCH,
  /** All to the last touch that is not Direct; to the last one where every touch is Direct. */
  LAST_NON_DIRECT,
  /** The same to each of n touches. */
  LINEAR,
  /** One touch: all; two: a half each; more: first, middle (shared), last as configured. */
  POSITION_BASED,
  /** 2^(-age / half-life), normalised. */
  TIME_DECAY;

  private static final RuleModel[] ALL = values();

  /** How many there are: the first dimension of the kernel's answers. */
  public static final int COUNT = ALL.length;

  /** The name that tables, files and the command line use, for example {@code last_touch}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The model of that wire name. */
  public static Optional<RuleModel> ofWire(String wire) {
    return Arrays.stream(ALL).filter(model -> model.wire().equals(wire)).findFirst();
  }
}
