package dev.tributary.core.view;

import dev.tributary.core.journey.Deduplication;
import dev.tributary.core.journey.TimelineEvent;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which revision of each provisional conversion counts. One conversion may have been sent under
 * several visitors: the journey of the earliest received counts, and within it the highest
 * (generation, number). Where that journey's copy lies before the boundary, none counts here: it is
 * batch's; where it is a robot's, none counts at all. And which adjustments there are, and what
 * they move. News may come in any order and more than once. Thread-safe.
 */
public final class ProvisionalCredits {

  private static final Comparator<CreditRevision> NEWEST =
      Comparator.comparingLong(CreditRevision::generation)
          .thenComparingLong(CreditRevision::number);

  private static final Comparator<CreditRevision> EARLIEST_RECEIVED =
      Comparator.<CreditRevision, TimelineEvent>comparing(
              revision -> revision.credit().conversion(), Deduplication.EARLIEST_RECEIVED)
          .thenComparing(CreditRevision::journeyKey);

  /** Newest revisions by conversion key, then journey key. */
  private final Map<String, Map<String, CreditRevision>> newest = new HashMap<>();

  private final SettledCopies settled = new SettledCopies();

  private final ProvisionalAdjustments adjustments = new ProvisionalAdjustments(this::open);

  /** Conversion keys by what an adjustment would call them. */
  private final Map<OrderName, String> named = new HashMap<>();

  private Boundary boundary;

  /** Holds what lies at or after the boundary. */
  public ProvisionalCredits(Boundary boundary) {
    this.boundary = boundary;
  }

  /** Takes either kind of news in. */
  public synchronized void offer(CreditNews news) {
    if (news instanceof CreditRevision revision) {
      offer(revision);
    } else if (news instanceof AdjustmentNews seen) {
      adjustments.offer(seen.adjustment());
    }
  }

  /**
   * Takes a revision in. One of a conversion before the boundary is batch's: it is dropped, and
   * with it what an older one said, since a copy received earlier may date an order back.
   */
  public synchronized void offer(CreditRevision revision) {
    CreditRevision held =
        newest.getOrDefault(revision.conversionKey(), Map.of()).get(revision.journeyKey());
    if ((held != null && NEWEST.compare(held, revision) >= 0) || settled.newerThan(revision)) {
      return;
    }
    withdraw(revision.conversionKey(), revision.journeyKey());
    if (settle(revision)) {
      return;
    }
    named.put(OrderName.of(revision.credit().conversion()), revision.conversionKey());
    newest
        .computeIfAbsent(revision.conversionKey(), key -> new HashMap<>())
        .put(revision.journeyKey(), revision);
  }

  /**
   * Takes either kind of news in and tells the days whose figures they move: those that the order
   * and its adjustments counted for before, and those that they count for now.
   */
  public synchronized Set<LocalDate> take(CreditNews news, ZoneId reportingZone) {
    Set<LocalDate> days = daysOf(news, reportingZone);
    offer(news);
    days.addAll(daysOf(news, reportingZone));
    return days;
  }

  /** Forgets one journey's credit for a conversion, as an empty message on the topic asks. */
  public synchronized void withdraw(String conversionKey, String journeyKey) {
    settled.remove(conversionKey, journeyKey);
    newest.computeIfPresent(
        conversionKey,
        (key, journeys) -> {
          journeys.remove(journeyKey);
          return journeys.isEmpty() ? null : journeys;
        });
  }

  /** Moves the boundary and forgets what batch answers for from here on. */
  public synchronized void moveTo(Boundary later) {
    boundary = later;
    newest.values().forEach(journeys -> journeys.values().removeIf(this::settle));
    newest.values().removeIf(Map::isEmpty);
    named.values().retainAll(newest.keySet());
    adjustments.forgetBefore(later);
  }

  /** Leaves a revision to batch where it lies before the boundary; true where it does. */
  private boolean settle(CreditRevision revision) {
    boolean batch = boundary.isFinal(revision.credit().conversion().occurredAt());
    if (batch) {
      settled.add(revision);
    }
    return batch;
  }

  public synchronized Boundary boundary() {
    return boundary;
  }

  /** The revision of a conversion that counts. */
  public synchronized Optional<CreditRevision> current(String conversionKey) {
    return Optional.ofNullable(newest.get(conversionKey)).flatMap(this::counting);
  }

  /** The revisions that count, one a conversion: a copy that later calls do not change. */
  public synchronized Collection<CreditRevision> current() {
    List<CreditRevision> current = new ArrayList<>(newest.size());
    newest.values().forEach(journeys -> counting(journeys).ifPresent(current::add));
    return current;
  }

  /**
   * Orders that were adjusted on open days but are not held here: those of published days, and
   * unknown ones.
   */
  public synchronized Set<OrderName> adjustedElsewhere() {
    return adjustments.namesOfNoOpenOrder(boundary);
  }

  /**
   * What adjustments move on the days from the boundary on: of the orders held here by what counts
   * of them now, of those of published days by what is published.
   *
   * @param published of {@link #adjustedElsewhere}, their rows of current publications, those of
   *     adjustments included
   */
  public synchronized List<CreditRow> adjustmentRows(
      ZoneId reportingZone, Collection<CreditRow> published) {
    return adjustments.rows(reportingZone, published, boundary);
  }

  /** The days that the order of these news counts for as it is held: also where it was adjusted. */
  private Set<LocalDate> daysOf(CreditNews news, ZoneId reportingZone) {
    OrderName name =
        news instanceof CreditRevision revision
            ? OrderName.of(revision.credit().conversion())
            : OrderName.of(((AdjustmentNews) news).adjustment());
    Credits credits = new Credits(reportingZone);
    Set<LocalDate> days = new TreeSet<>();
    // An adjustment that is dated before its order counts on its order's day.
    open(name).ifPresent(order -> days.add(credits.dayOf(order.credit().conversion())));
    adjustments.of(name).forEach(adjustment -> days.add(credits.dayOf(adjustment)));
    return days;
  }

  private Optional<CreditRevision> open(OrderName name) {
    return Optional.ofNullable(named.get(name)).flatMap(this::current);
  }

  private Optional<CreditRevision> counting(Map<String, CreditRevision> journeys) {
    return journeys.values().stream()
        .min(EARLIEST_RECEIVED)
        .filter(revision -> !revision.credit().conversion().bot())
        .filter(revision -> !settled.precede(revision, boundary));
  }
}
