package dev.tributary.core.journey;

import dev.tributary.core.journey.AttributedConversion.ModelCredit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What moves from which channel to which when the same persons' events are read by other rules.
 * Feed it person by person; credit and revenue that leave one channel arrive at another, exactly.
 */
public final class ChannelMoves {

  /**
   * One way that something moves: touches, whatever orders they serve, or what orders credit under
   * one model in one currency, whenever their touches were. Apart, so that either can be added up.
   *
   * @param touches that were of the one channel and are of the other; null where orders move
   * @param model null where touches move, as is all that follows
   * @param creditMicros credit that moves under that model
   * @param revenueMinor revenue that moves, in minor units of {@code currency}
   */
  public record Move(
      String from,
      String to,
      Long touches,
      String model,
      String currency,
      Long creditMicros,
      Long revenueMinor) {

    static Move ofTouches(String from, String to, long touches) {
      return new Move(from, to, touches, null, null, null, null);
    }
  }

  private record Way(String from, String to) implements Comparable<Way> {
    private static final Comparator<Way> ORDER =
        Comparator.comparing(Way::from).thenComparing(Way::to);

    @Override
    public int compareTo(Way other) {
      return ORDER.compare(this, other);
    }
  }

  private record Purse(String model, String currency) implements Comparable<Purse> {
    private static final Comparator<Purse> ORDER =
        Comparator.comparing(Purse::model).thenComparing(Purse::currency);

    @Override
    public int compareTo(Purse other) {
      return ORDER.compare(this, other);
    }
  }

  /** Credit in 0, revenue in 1. */
  private static final int KINDS = 2;

  private final Map<Way, Long> touches = new TreeMap<>();
  private final Map<Way, Map<Purse, long[]>> amounts = new TreeMap<>();

  /** Takes in one person's touches by the rules before and after; those that {@code counts}. */
  public void touches(
      List<Touchpoint> before, List<Touchpoint> after, Predicate<Touchpoint> counts) {
    Map<String, String> was = new HashMap<>();
    before.forEach(touch -> was.put(touch.key(), touch.channel()));
    for (Touchpoint touch : after) {
      String from = was.get(touch.key());
      if (from != null && !from.equals(touch.channel()) && counts.test(touch)) {
        touches.merge(new Way(from, touch.channel()), 1L, Long::sum);
      }
    }
  }

  /** Takes in one conversion, credited by the rules before and after. */
  public void conversion(AttributedConversion before, AttributedConversion after) {
    String currency = after.conversion().currency();
    for (int i = 0; i < after.credits().size(); i++) {
      ModelCredit was = before.credits().get(i);
      ModelCredit is = after.credits().get(i);
      Purse purse = new Purse(is.model(), currency == null ? "" : currency);
      move(shares(before, was.micros()), shares(after, is.micros()), purse, 0);
      move(shares(before, was.revenueMinor()), shares(after, is.revenueMinor()), purse, 1);
    }
  }

  /** All ways that anything moves, by channels; of each its touches, then model by model. */
  public List<Move> moves() {
    List<Move> moves = new ArrayList<>();
    Set<Way> ways = new TreeSet<>(touches.keySet());
    ways.addAll(amounts.keySet());
    for (Way way : ways) {
      if (touches.containsKey(way)) {
        moves.add(Move.ofTouches(way.from(), way.to(), touches.get(way)));
      }
      amounts
          .getOrDefault(way, Map.of())
          .forEach(
              (purse, sums) ->
                  moves.add(
                      new Move(
                          way.from(),
                          way.to(),
                          null,
                          purse.model(),
                          purse.currency(),
                          sums[0],
                          sums[1])));
    }
    return moves;
  }

  /** One touch's share, and of which channel it is. */
  private record Share(String channel, long amount) {}

  private static Map<String, Share> shares(AttributedConversion credited, long[] amounts) {
    Map<String, Share> shares = new TreeMap<>();
    for (int i = 0; i < amounts.length; i++) {
      Touchpoint touch = credited.touches().get(i);
      shares.put(touch.key(), new Share(touch.channel(), amounts[i]));
    }
    return shares;
  }

  /** What a touch keeps moves with it; what one touch loses goes to those that gain, in order. */
  private void move(Map<String, Share> before, Map<String, Share> after, Purse purse, int kind) {
    List<Share> lost = new ArrayList<>();
    List<Share> gained = new ArrayList<>();
    before.forEach(
        (key, was) -> {
          Share is = after.getOrDefault(key, new Share(was.channel(), 0));
          add(
              new Way(was.channel(), is.channel()),
              purse,
              kind,
              Math.min(was.amount(), is.amount()));
          lost.add(new Share(was.channel(), Math.max(0, was.amount() - is.amount())));
        });
    after.forEach(
        (key, is) -> {
          long had = before.containsKey(key) ? before.get(key).amount() : 0;
          gained.add(new Share(is.channel(), Math.max(0, is.amount() - had)));
        });
    settle(lost, gained, purse, kind);
  }

  /** Both sides have the same sum, since a conversion is credited whole either way. */
  private void settle(List<Share> lost, List<Share> gained, Purse purse, int kind) {
    int next = 0;
    long open = 0;
    for (Share loss : lost) {
      long left = loss.amount();
      while (left > 0) {
        while (open == 0) {
          open = gained.get(next++).amount();
        }
        long moved = Math.min(left, open);
        add(new Way(loss.channel(), gained.get(next - 1).channel()), purse, kind, moved);
        left -= moved;
        open -= moved;
      }
    }
  }

  private void add(Way way, Purse purse, int kind, long amount) {
    if (amount != 0 && !way.from().equals(way.to())) {
      amounts.computeIfAbsent(way, one -> new TreeMap<>())
              .computeIfAbsent(purse, one -> new long[KINDS])[kind] +=
          amount;
    }
  }
}
