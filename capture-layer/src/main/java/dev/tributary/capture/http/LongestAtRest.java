package dev.tributary.capture.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * Finds the connection that has rested for longest among many, again and again, at a bounded cost:
 * one look at all of them gives many, in order, and where all are busy the next look waits. Of
 * those that came within one tick, the first. Guarded by its owner.
 *
 * @param <T> what stands for a connection
 */
final class LongestAtRest<T> {

  /** So many are looked at anew whenever it is asked for; of more, so many are remembered. */
  static final int FEW = 1024;

  static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /** Who was at work when all were looked at may have rested for longer since than who was not. */
  static final Duration REMEMBERED = Duration.ofSeconds(1);

  /** As it was when all were looked at: its ticks go on meanwhile. */
  private record Found<T>(T one, long ticks, long number) {}

  private static final Comparator<Found<?>> ORDER =
      Comparator.comparingLong((Found<?> found) -> -found.ticks()).thenComparingLong(Found::number);

  private final LongSupplier nanos;
  private final ToLongFunction<T> restingTicks;
  private final ToLongFunction<T> number;
  private final Deque<Found<T>> found = new ArrayDeque<>();
  private long lookedAt;
  private boolean looked;

  /**
   * Nobody was looked at yet.
   *
   * @param nanos the monotonic clock
   * @param restingTicks for how long one has rested; negative for one that does not, or has left
   * @param number higher than those of all that came before it
   */
  LongestAtRest(LongSupplier nanos, ToLongFunction<T> restingTicks, ToLongFunction<T> number) {
    this.nanos = nanos;
    this.restingTicks = restingTicks;
    this.number = number;
  }

  /**
   * The one of these that has rested for longest; null where none rests, or none was found lately.
   */
  T among(Collection<T> all) {
    if (!found.isEmpty() && since() > REMEMBERED.toNanos()) {
      found.clear();
    }
    T next = next();
    if (next == null && (all.size() <= FEW || mayLook())) {
      look(all);
      next = next();
    }
    return next;
  }

  /** Whoever rests since the look has rested for longer than all that came to rest behind it. */
  private T next() {
    for (Found<T> one = found.poll(); one != null; one = found.poll()) {
      if (restingTicks.applyAsLong(one.one()) >= one.ticks()) {
        return one.one();
      }
    }
    return null;
  }

  private boolean mayLook() {
    return !looked || since() >= BETWEEN_LOOKS.toNanos();
  }

  private long since() {
    return nanos.getAsLong() - lookedAt;
  }

  private void look(Collection<T> all) {
    looked = true;
    lookedAt = nanos.getAsLong();
    all.stream()
        .map(one -> new Found<>(one, restingTicks.applyAsLong(one), number.applyAsLong(one)))
        .filter(one -> one.ticks() >= 0)
        .sorted(ORDER)
        .limit(all.size() <= FEW ? 1 : FEW)
        .forEach(found::add);
  }
}
