package dev.tributary.core.attribution.markov;

import java.util.Arrays;

/** Collects numbers and gives them back ascending, each once. */
final class LongBag {

  private long[] items = new long[1024];
  private int size;

  void add(long item) {
    if (size == items.length) {
      compact();
    }
    items[size++] = item;
  }

  void addAll(long[] from, int count) {
    for (int i = 0; i < count; i++) {
      add(from[i]);
    }
  }

  long[] distinct() {
    sortAndDrop();
    return Arrays.copyOf(items, size);
  }

  /** Room for as much again as is distinct, so that repeats never cost memory. */
  private void compact() {
    sortAndDrop();
    items = Arrays.copyOf(items, Math.max(items.length, size * 2));
  }

  private void sortAndDrop() {
    Arrays.sort(items, 0, size);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || items[i] != items[i - 1]) {
        items[kept++] = items[i];
      }
    }
    size = kept;
  }
}
