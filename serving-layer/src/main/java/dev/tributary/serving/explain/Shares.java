package dev.tributary.serving.explain;

import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.AttributedConversion.ModelCredit;
import dev.tributary.core.journey.Touchpoint;
import dev.tributary.serving.explain.OrderExplanation.Share;
import dev.tributary.serving.explain.OrderExplanation.Touch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sets what a touch earns by today's events beside what each layer said. */
final class Shares {

  /** One line of the answer; of what is no candidate any more {@code touch} is null. */
  private record Place(String model, String touch, Instant at, String kind, String channel) {}

  /** Credit and revenue of a place. */
  private record Amount(long micros, long revenueMinor) {

    static final Amount NOTHING = new Amount(0, 0);

    Amount plus(Amount other) {
      return new Amount(micros + other.micros, revenueMinor + other.revenueMinor);
    }
  }

  /** What one of three says of all places. */
  private static final class Side {
    private final Map<Place, Amount> amounts = new LinkedHashMap<>();
    private final Set<String> models = new LinkedHashSet<>();

    void add(Place place, Amount amount) {
      models.add(place.model());
      amounts.merge(place, amount, Amount::plus);
    }

    /**
     * A touch without a row earned nothing; of a model that is not answered for nothing is said.
     */
    Optional<Amount> at(Place place) {
      return models.contains(place.model())
          ? Optional.of(amounts.getOrDefault(place, Amount.NOTHING))
          : Optional.empty();
    }
  }

  private final List<Touchpoint> touches;
  private final List<Touch> candidates;
  private final Map<Place, Integer> positions = new LinkedHashMap<>();

  private Shares(List<Touchpoint> touches, List<Touch> candidates) {
    this.touches = touches;
    this.candidates = candidates;
  }

  /**
   * One line a model and touch, in the order of the models, then of the journey.
   *
   * @param candidates what could have been a touch, excluded ones included: these may have counted
   *     before
   * @param settled published lines; empty where the day is not published
   * @param provisional the speed layer's lines; empty where it said nothing
   */
  static List<Share> of(
      Optional<AttributedConversion> credit,
      List<Touch> candidates,
      List<CreditLine> settled,
      List<CreditLine> provisional) {
    Shares shares =
        new Shares(credit.map(AttributedConversion::touches).orElse(List.of()), candidates);
    Side now = shares.now(credit);
    return shares.beside(now, shares.said(settled), shares.said(provisional));
  }

  private Side now(Optional<AttributedConversion> credit) {
    Side now = new Side();
    for (ModelCredit model : credit.map(AttributedConversion::credits).orElse(List.of())) {
      for (int i = 0; i < touches.size(); i++) {
        Place place = place(model.model(), i);
        positions.putIfAbsent(place, i + 1);
        now.add(place, new Amount(model.micros()[i], model.revenueMinor()[i]));
      }
    }
    return now;
  }

  private Side said(List<CreditLine> lines) {
    Side said = new Side();
    for (CreditLine line : lines) {
      Place place = place(line);
      positions.putIfAbsent(place, line.position());
      said.add(place, new Amount(line.micros(), line.revenueMinor()));
    }
    return said;
  }

  private Place place(String model, int index) {
    Touchpoint touch = touches.get(index);
    return new Place(model, touch.key(), touch.at(), touch.kind(), touch.channel());
  }

  /** Today's touch that a line is about: the one at its position, where several are alike. */
  private Place place(CreditLine line) {
    int found = -1;
    for (int i = 0; i < touches.size(); i++) {
      if (isAbout(line, touches.get(i)) && (found < 0 || i + 1 == line.position())) {
        found = i;
      }
    }
    return found < 0
        ? new Place(line.model(), excluded(line), line.touchAt(), line.kind(), line.channel())
        : place(line.model(), found);
  }

  /** Key of the candidate that a line is about and that does not count now; null where none is. */
  private String excluded(CreditLine line) {
    return candidates.stream()
        .filter(touch -> touch.position() == null && touch.at().equals(line.touchAt()))
        .filter(touch -> touch.kind().equals(line.kind()))
        .filter(touch -> touch.channel().equals(line.channel()))
        .findFirst()
        .map(Touch::key)
        .orElse(null);
  }

  private static boolean isAbout(CreditLine line, Touchpoint touch) {
    return touch.at().equals(line.touchAt())
        && touch.kind().equals(line.kind())
        && touch.channel().equals(line.channel());
  }

  private List<Share> beside(Side now, Side settled, Side provisional) {
    Set<String> known = new LinkedHashSet<>(now.models);
    known.addAll(settled.models);
    known.addAll(provisional.models);
    List<String> models = List.copyOf(known);
    List<Share> shares = new ArrayList<>();
    positions.forEach(
        (place, position) -> {
          Optional<Amount> today = now.at(place);
          Optional<Amount> last = settled.at(place);
          Optional<Amount> first = provisional.at(place);
          shares.add(
              new Share(
                  place.model(),
                  position,
                  place.touch(),
                  place.at(),
                  place.channel(),
                  micros(today),
                  revenue(today),
                  micros(last),
                  revenue(last),
                  micros(first),
                  revenue(first)));
        });
    shares.sort(
        Comparator.<Share>comparingInt(share -> models.indexOf(share.model()))
            .thenComparingInt(Share::position)
            .thenComparing(Share::channel));
    return shares;
  }

  private static Long micros(Optional<Amount> amount) {
    return amount.map(Amount::micros).orElse(null);
  }

  private static Long revenue(Optional<Amount> amount) {
    return amount.map(Amount::revenueMinor).orElse(null);
  }
}
