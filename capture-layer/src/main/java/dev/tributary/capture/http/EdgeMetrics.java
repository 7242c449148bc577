package dev.tributary.capture.http;

import dev.tributary.capture.journal.JournalRefusedException;
import dev.tributary.capture.measure.Latency;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** Counters and latencies of the edge, by stage. Any thread may count. */
final class EdgeMetrics {

  private static final long LOG_EVERY_NANOS = 10_000_000_000L;

  private final AnswerCounts answers = new AnswerCounts();
  private final Map<String, LongAdder> lost = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> refusedPictures = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> turnedAway = new ConcurrentSkipListMap<>();
  private final LongAdder turnedAwayRequests = new LongAdder();
  private final LongAdder redirected = new LongAdder();
  private final LongAdder goneVisitors = new LongAdder();
  private final LongAdder uncountedLooks = new LongAdder();
  private final LongAdder refusedConnections = new LongAdder();
  private final LongAdder addressAtBound = new LongAdder();
  private final LongAdder unreadAnswers = new LongAdder();
  private final LongAdder journaled = new LongAdder();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder unconfirmed = new LongAdder();
  private final Latency receivedLatency = new Latency();
  private final Latency redirectLatency = new Latency();
  private final Latency journalLatency = new Latency();
  private final Latency eventsLatency = new Latency();
  private volatile IntSupplier openConnections = () -> 0;
  private volatile LongSupplier bodyBytes = () -> 0;
  private final AtomicLong lostLoggedAt = new AtomicLong(System.nanoTime() - LOG_EVERY_NANOS);
  private final AtomicLong awayLoggedAt = new AtomicLong(System.nanoTime() - LOG_EVERY_NANOS);

  void answered(Route route, int status) {
    answers.count(route, status);
  }

  /** Says where to ask for what is held now; nothing is until then. */
  void holding(IntSupplier connections, LongSupplier bytes) {
    openConnections = connections;
    bodyBytes = bytes;
  }

  void refusedConnection() {
    refusedConnections.increment();
  }

  /** One more connection came from an address that holds as many as one may. */
  void addressAtBound() {
    addressAtBound.increment();
  }

  /** An answer was not read as it came, and there was no room to hold it meanwhile. */
  void unreadAnswer() {
    unreadAnswers.increment();
  }

  /** A request arrived whole, that long after its head. */
  void received(long nanos) {
    receivedLatency.record(nanos);
  }

  void redirected(long nanos) {
    redirected.increment();
    redirectLatency.record(nanos);
  }

  /** A click was journaled whose visitor had hung up, or taken the request back, by then. */
  void goneVisitor() {
    goneVisitors.increment();
  }

  void uncountedLook() {
    uncountedLooks.increment();
  }

  void journaled(long nanos, int events) {
    journaled.add(events);
    journalLatency.record(nanos);
  }

  void answeredEvents(long nanos, int acceptedEvents, int rejectedEvents) {
    accepted.add(acceptedEvents);
    rejected.add(rejectedEvents);
    eventsLatency.record(nanos);
  }

  /** Counts clicks that could not be journaled; true when that is worth a line in the log again. */
  boolean lostClicks(JournalRefusedException.Cause cause, int clicks) {
    count(lost, "cause=\"" + cause.label() + "\"", clicks);
    return worthALine(lostLoggedAt);
  }

  /** Counts events that are in the journal but were not as safe as promised in time. */
  void unconfirmed(int events) {
    unconfirmed.add(events);
  }

  /** A picture's event of which nothing is kept; the reason is one of a few words. */
  void refusedPicture(String reason) {
    count(refusedPictures, "reason=\"" + reason + "\"", 1);
  }

  void brokenClick() {
    count(lost, "cause=\"fault\"", 1);
  }

  /** Counts events whose sender was told to come back; true when worth a line in the log again. */
  boolean turnedAway(JournalRefusedException.Cause cause, int events) {
    count(turnedAway, "cause=\"" + cause.label() + "\"", events);
    return worthALine(awayLoggedAt);
  }

  /** Whether a picture's event that the journal refused is worth a line in the log again. */
  boolean lostPicture() {
    return worthALine(lostLoggedAt);
  }

  /** Counts a request for which there was no room in memory: how many events it had, none knows. */
  void turnedAwayRequest() {
    turnedAwayRequests.increment();
  }

  private static boolean worthALine(AtomicLong loggedAt) {
    long now = System.nanoTime();
    long last = loggedAt.get();
    return now - last >= LOG_EVERY_NANOS && loggedAt.compareAndSet(last, now);
  }

  void write(Exposition to) {
    to.counters("tributary_capture_requests_total", "Requests answered.", answers.byLabels());
    to.counter("tributary_capture_redirects_total", "Clicks journaled and sent on.", redirected);
    to.counter(
        "tributary_capture_gone_visitors_total",
        "Clicks journaled whose visitors had hung up before they could be sent on.",
        goneVisitors);
    to.counter(
        "tributary_capture_uncounted_looks_total",
        "HEAD requests and prefetches of usable links and of the picture, answered without a click"
            + " or an event.",
        uncountedLooks);
    to.gauge("tributary_capture_connections", openConnections.getAsInt());
    to.gauge("tributary_capture_body_bytes", bodyBytes.getAsLong());
    to.counter(
        "tributary_capture_refused_connections_total",
        "Connections closed at once, above the bound.",
        refusedConnections);
    to.counter(
        "tributary_capture_address_at_bound_total",
        "Connections of an address that holds as many as one may; an older one at rest, or the new"
            + " one, was closed.",
        addressAtBound);
    to.counter(
        "tributary_capture_unread_answers_total",
        "Connections closed since their peer did not read its answer and there was no room to hold"
            + " it; what was answered stands.",
        unreadAnswers);
    to.counter("tributary_capture_journaled_total", "Events put in the journal.", journaled);
    to.counter(
        "tributary_capture_events_accepted_total",
        "Events of POST /v1/events answered as accepted; no picture's, and none answered 503.",
        accepted);
    to.counter(
        "tributary_capture_events_rejected_total",
        "Events of POST /v1/events answered as rejected; no picture's, and none of a request that"
            + " was refused whole.",
        rejected);
    to.counters(
        "tributary_capture_lost_clicks_total",
        "Clicks whose visitors were sent on although the journal refused.",
        lost);
    to.counters(
        "tributary_capture_turned_away_total",
        "Events of POST /v1/events answered 503 since the journal refuses; they may come again.",
        turnedAway);
    to.counter(
        "tributary_capture_turned_away_requests_total",
        "Requests with events turned away for lack of room for them in memory; how many events they"
            + " had is unknown.",
        turnedAwayRequests);
    to.counters(
        "tributary_capture_refused_pictures_total",
        "Pictures whose event was not kept, not even as a rejected one, and does not come again.",
        refusedPictures);
    to.counter(
        "tributary_capture_unconfirmed_total",
        "Events journaled whose durability mode could not be kept in time.",
        unconfirmed);
    to.latency(
        "tributary_capture_received_seconds",
        "Request's head read to the whole of it read.",
        receivedLatency);
    to.latency(
        "tributary_capture_redirect_seconds", "Request read to redirect sent.", redirectLatency);
    to.latency("tributary_capture_journal_seconds", "One write of the journal.", journalLatency);
    to.latency(
        "tributary_capture_events_seconds", "Request read to events answered.", eventsLatency);
  }

  private static void count(Map<String, LongAdder> counters, String labels, long more) {
    counters.computeIfAbsent(labels, unseen -> new LongAdder()).add(more);
  }
}
