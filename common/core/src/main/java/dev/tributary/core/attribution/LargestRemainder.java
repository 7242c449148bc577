package dev.tributary.core.attribution;

import java.util.Arrays;

/**
 * Splits a whole amount by integer weights so that the parts are whole and sum exactly: each part
 * is rounded down, and what is left goes one by one to the largest remainders, the earlier one
 * where they tie (Hamilton's method).
 *
 * <p>Keeps two scratch arrays that grow to the longest journey seen: nothing is allocated per
 * touch, and one instance serves one thread.
 */
public final class LargestRemainder {

  /** Up to here a quotient in floating point is off by at most one. */
  private static final long NEARLY_EXACT = 1L << 50;

  private long[] remainders = new long[64];
  private long[] sorted = new long[64];

  /** Of the last split: the smallest remainder that was rounded up, the largest that was not. */
  private long up;

  private long down;

  /**
   * Writes the parts of {@code total}.
   *
   * @param total not negative
   * @param weights not negative; the first {@code n} count
   * @param sum of those weights, positive and below 2^61
   * @param parts written from {@code offset} to {@code offset + n}
   */
  public void split(long total, long[] weights, long sum, int n, long[] parts, int offset) {
    if (total < 0) {
      throw new IllegalArgumentException(
          "The amount to split is "
              + total
              + ", but a conversion is never worth less than nothing. Post what lowers it as an"
              + " adjustment.");
    }
    reserve(n);
    long left = total;
    long weight = -1;
    long part = 0;
    long remainder = 0;
    for (int i = 0; i < n; i++) {
      if (weights[i] != weight) { // equal neighbours are the rule in linear and position-based
        weight = weights[i];
        part = quotient(total, weight, sum);
        remainder = total * weight - part * sum; // below sum, so the low 64 bits say it exactly
      }
      parts[offset + i] = part;
      remainders[i] = remainder;
      left -= part;
    }
    up = sum; // a whole unit apart where nothing is left to hand out
    down = 0;
    if (left > 0) {
      handOut(left, n, parts, offset);
    }
  }

  /**
   * Whether the last split is the right one although its weights are approximate. What decides is
   * who has the larger remainder; two touches of one instant weigh the same, and then the earlier
   * place is right.
   *
   * @param error by how much the difference of two remainders may be off, in parts of the sum
   * @param touchMicros what the weights follow from, at {@code from} to {@code from + n}
   */
  boolean holdsWithin(double error, long[] touchMicros, int from, int n) {
    if (up - down > error) {
      return true;
    }
    long instant = Long.MIN_VALUE;
    for (int i = 0; i < n; i++) {
      if (up - remainders[i] <= error && remainders[i] - down <= error) {
        if (instant != Long.MIN_VALUE && instant != touchMicros[from + i]) {
          return false;
        }
        instant = touchMicros[from + i];
      }
    }
    return true;
  }

  private void reserve(int n) {
    if (remainders.length < n) {
      remainders = new long[n + (n >> 1)];
      sorted = new long[n + (n >> 1)];
    }
  }

  private void handOut(long left, int n, long[] parts, int offset) {
    System.arraycopy(remainders, 0, sorted, 0, n);
    Arrays.sort(sorted, 0, n);
    long threshold = sorted[n - (int) left];
    up = threshold;
    down = sorted[n - (int) left - 1];
    long atThreshold = left;
    for (int i = 0; i < n; i++) {
      if (remainders[i] > threshold) {
        parts[offset + i]++;
        atThreshold--;
      }
    }
    for (int i = 0; atThreshold > 0; i++) {
      if (remainders[i] == threshold) {
        parts[offset + i]++;
        atThreshold--;
      }
    }
  }

  /** floor(total × weight / sum), exactly, also where the product does not fit 64 bits. */
  static long quotient(long total, long weight, long sum) {
    if (weight == 0 || weight == sum) {
      return weight == 0 ? 0 : total;
    }
    long low = total * weight;
    if (low >= 0 && Math.multiplyHigh(total, weight) == 0) {
      return low / sum;
    }
    return total <= NEARLY_EXACT
        ? corrected((long) ((double) total * weight / sum), low, sum)
        : longDivision(total, weight, sum);
  }

  /**
   * The remainder says by how much a quotient is off: it lies within two sums of zero, which is
   * below 2^62, so the low 64 bits of the product are enough to tell it.
   */
  private static long corrected(long near, long low, long sum) {
    long quotient = near;
    long remainder = low - quotient * sum;
    while (remainder < 0) {
      quotient--;
      remainder += sum;
    }
    while (remainder >= sum) {
      quotient++;
      remainder -= sum;
    }
    return quotient;
  }

  /** Schoolbook division with digits of as many bits as leave room for one more product. */
  private static long longDivision(long total, long weight, long sum) {
    int bits = Long.numberOfLeadingZeros(sum) - 2;
    int digits = (Long.SIZE - 1 + bits - 1) / bits;
    long mask = (1L << bits) - 1;
    long quotient = 0;
    long remainder = 0;
    for (int digit = digits - 1; digit >= 0; digit--) {
      long current = (remainder << bits) + ((total >>> (digit * bits)) & mask) * weight;
      quotient = (quotient << bits) + current / sum;
      remainder = current % sum;
    }
    return quotient;
  }
}
