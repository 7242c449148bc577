package dev.tributary.capture.http;

import dev.tributary.capture.intake.CapturedEvent;
import dev.tributary.capture.intake.Intake;
import dev.tributary.capture.journal.JournalRefusedException;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Journals clicks in groups: all that one event loop read in one turn go in one write, at the end
 * of that turn, so that many connections share a write and a single one waits for nobody.
 */
final class ClickJournal {

  /** Hears, on the event loop, whether its click is in the journal. */
  interface Outcome {
    void journaled();

    void refused();
  }

  private record Waiting(CapturedEvent click, Outcome outcome) {}

  private static final Logger LOG = LoggerFactory.getLogger(ClickJournal.class);

  private final Intake intake;
  private final EdgeMetrics metrics;
  private final FastThreadLocal<List<Waiting>> turn =
      new FastThreadLocal<>() {
        @Override
        protected List<Waiting> initialValue() {
          return new ArrayList<>();
        }
      };

  ClickJournal(Intake intake, EdgeMetrics metrics) {
    this.intake = intake;
    this.metrics = metrics;
  }

  /** To be called on the event loop. */
  void add(CapturedEvent click, Outcome outcome, EventExecutor loop) {
    List<Waiting> waiting = turn.get();
    waiting.add(new Waiting(click, outcome));
    if (waiting.size() == 1) {
      loop.execute(this::write);
    }
  }

  /** Counts a click that did not become an event; its visitor is sent on all the same. */
  void lost(Instant at) {
    metrics.brokenClick();
    intake.lost(at);
  }

  private void write() {
    List<Waiting> waiting = List.copyOf(turn.get());
    turn.get().clear();
    if (journaled(waiting.stream().map(Waiting::click).toList())) {
      waiting.forEach(one -> one.outcome().journaled());
    } else {
      waiting.forEach(one -> intake.lost(one.click().receivedAt()));
      waiting.forEach(one -> one.outcome().refused());
    }
  }

  private boolean journaled(List<CapturedEvent> clicks) {
    long begun = System.nanoTime();
    try {
      intake.take(clicks);
      metrics.journaled(System.nanoTime() - begun, clicks.size());
      return true;
    } catch (JournalRefusedException e) {
      if (metrics.lostClicks(e.reason(), clicks.size())) {
        LOG.error(
            "Clicks can't be journaled and are lost to the figures; their visitors are redirected"
                + " all the same. {}",
            e.getMessage());
      }
      return false;
    }
  }
}
