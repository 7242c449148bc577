package dev.tributary.speed.attribution;

/**
 * What was last said of a conversion.
 *
 * @param number of the revision
 * @param fingerprint of the credit, to tell whether it changed
 */
public record Said(long number, long fingerprint) {

  static final Said NOTHING = new Said(0, 0);
}
