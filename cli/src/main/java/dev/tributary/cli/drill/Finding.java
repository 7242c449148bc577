package dev.tributary.cli.drill;

/**
 * One thing that a drill looked at.
 *
 * @param bound what the value has to be
 * @param held whether it is
 */
public record Finding(String what, long value, String bound, boolean held) {

  /** A count that has to be zero. */
  static Finding none(String what, long value) {
    return new Finding(what, value, "0", value == 0);
  }

  /** A figure that says how much was tried. */
  static Finding told(String what, long value) {
    return new Finding(what, value, "more than 0", value > 0);
  }
}
