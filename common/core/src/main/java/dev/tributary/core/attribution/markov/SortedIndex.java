package dev.tributary.core.attribution.markov;

import java.util.Arrays;

/** Where a number stands among distinct ascending ones: by table while they are small. */
final class SortedIndex {

  private static final long SMALL = 1 << 16;

  private final long[] keys;
  private final int[] places;

  SortedIndex(long[] keys) {
    this.keys = keys;
    boolean small = keys.length > 0 && keys[keys.length - 1] < SMALL;
    this.places = new int[small ? (int) keys[keys.length - 1] + 1 : 0];
    for (int i = 0; i < keys.length && small; i++) {
      places[(int) keys[i]] = i;
    }
  }

  /** The place of a key that is one of them. */
  int of(long key) {
    return places.length > 0 ? places[(int) key] : Arrays.binarySearch(keys, key);
  }
}
