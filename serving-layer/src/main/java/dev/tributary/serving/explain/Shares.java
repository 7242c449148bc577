package dev.tributary.serving.explain;

import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.AttributedConversion.ModelCredit;
import dev.tributary.core.journey.Touchpoint;
import dev.tributary.serving.explain.OrderExplanation.Share;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Sets what a touch earns by today's events beside what each layer said. */
final class Shares {

  private Shares() {}

  private record Touch(String model, Instant at, String kind, String channel, String campaign) {}

  private static final class Sides {
    private int position;
    private long[] now = {0, 0};
    private long[] settled;
    private long[] provisional;
  }

  /**
   * One line a model and touch, in the order of the models, then of the journey.
   *
   * @param settled published lines; empty where the day is not published
   * @param provisional the speed layer's lines; empty where it said nothing
   */
  static List<Share> of(
      Optional<AttributedConversion> credit,
      List<CreditLine> settled,
      List<CreditLine> provisional) {
    Map<Touch, Sides> sides = new HashMap<>();
    List<String> models = new ArrayList<>();
    credit.ifPresent(
        attributed -> {
          for (ModelCredit model : attributed.credits()) {
            models.add(model.model());
            for (int i = 0; i < attributed.touches().size(); i++) {
              Sides one =
                  sides.computeIfAbsent(touch(model, attributed.touches().get(i)), Shares::none);
              one.position = one.position == 0 ? i + 1 : one.position;
              one.now[0] += model.micros()[i];
              one.now[1] += model.revenueMinor()[i];
            }
          }
        });
    settled.forEach(line -> at(sides, line).settled = plus(at(sides, line).settled, line));
    provisional.forEach(
        line -> at(sides, line).provisional = plus(at(sides, line).provisional, line));
    List<Share> shares = new ArrayList<>();
    sides.forEach(
        (touch, side) ->
            shares.add(share(touch, side, !settled.isEmpty(), !provisional.isEmpty())));
    shares.removeIf(Shares::nothing);
    shares.sort(
        Comparator.<Share>comparingInt(share -> models.indexOf(share.model()))
            .thenComparingInt(Share::position)
            .thenComparing(Share::channel));
    return shares;
  }

  private static Sides none(Touch touch) {
    return new Sides();
  }

  private static Sides at(Map<Touch, Sides> sides, CreditLine line) {
    Touch touch =
        new Touch(line.model(), line.touchAt(), line.kind(), line.channel(), line.campaign());
    Sides side = sides.computeIfAbsent(touch, Shares::none);
    side.position = side.position == 0 ? line.position() : side.position;
    return side;
  }

  private static Touch touch(ModelCredit model, Touchpoint touch) {
    return new Touch(model.model(), touch.at(), touch.kind(), touch.channel(), touch.campaign());
  }

  private static long[] plus(long[] sum, CreditLine line) {
    long[] before = Objects.requireNonNullElse(sum, new long[] {0, 0});
    return new long[] {before[0] + line.micros(), before[1] + line.revenueMinor()};
  }

  /** Where a layer answered for the order, a touch without a row earned nothing there. */
  private static Share share(Touch touch, Sides side, boolean settled, boolean provisional) {
    long[] last = side.settled == null && settled ? new long[] {0, 0} : side.settled;
    long[] first = side.provisional == null && provisional ? new long[] {0, 0} : side.provisional;
    return new Share(
        touch.model(),
        side.position,
        touch.at(),
        touch.channel(),
        side.now[0],
        side.now[1],
        last == null ? null : last[0],
        last == null ? null : last[1],
        first == null ? null : first[0],
        first == null ? null : first[1]);
  }

  private static boolean nothing(Share share) {
    return share.micros() == 0
        && share.revenueMinor() == 0
        && zero(share.finalMicros())
        && zero(share.finalRevenueMinor())
        && zero(share.provisionalMicros())
        && zero(share.provisionalRevenueMinor());
  }

  private static boolean zero(Long value) {
    return value == null || value == 0;
  }
}
