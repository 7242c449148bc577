package dev.tributary.core.attribution.markov;

import dev.tributary.core.attribution.paths.PathTable;
import dev.tributary.core.attribution.paths.PathTableException;

/**
 * Windows of up to {@code order} channels written as one number: digits to the base of channels +
 * 1, the latest channel last, 0 where a short path leaves a place empty.
 */
record Windows(int order, long base) {

  static Windows of(PathTable table, int order) {
    long base = table.channels().size() + 1L;
    if (Math.pow(base, order) > Long.MAX_VALUE / 4.0) {
      throw new PathTableException(
          "A markov model of order "
              + order
              + " can't tell "
              + table.channels().size()
              + " channels apart: there are more states than a number can count. Use a lower order,"
              + " or put channels together.");
    }
    return new Windows(order, base);
  }

  /**
   * Writes the states of one path, with repeats of a state left out.
   *
   * @param states as long as the path has touches
   * @return how many there are
   */
  int write(PathTable table, int path, long[] states) {
    int touches = table.touches(path);
    long keep = power(order - 1);
    long window = 0;
    int count = 0;
    for (int touch = 0; touch < touches; touch++) {
      window = window % keep * base + table.channel(path, touch) + 1;
      boolean full = touch >= order - 1 || touch == touches - 1;
      if (full && (count == 0 || states[count - 1] != window)) {
        states[count++] = window;
      }
    }
    return count;
  }

  boolean contains(long window, int channel) {
    for (long rest = window; rest > 0; rest /= base) {
      if (rest % base == channel + 1) {
        return true;
      }
    }
    return false;
  }

  private long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= base;
    }
    return power;
  }
}
