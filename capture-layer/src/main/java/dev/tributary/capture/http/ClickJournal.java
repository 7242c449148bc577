package dev.tributary.capture.http;

import dev.tributary.capture.intake.Assurance;
import dev.tributary.capture.intake.CapturedEvent;
import dev.tributary.capture.intake.Intake;
import dev.tributary.capture.journal.JournalRefusedException;
import dev.tributary.capture.log.AllTold;
import dev.tributary.capture.log.Failure;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Journals clicks in groups: all that one event loop read in one turn go in one write, at the end
 * of that turn, so that many connections share a write and a single one waits for nobody.
 */
final class ClickJournal {

  /** Hears, on the event loop, what became of its click. */
  interface Outcome {
    /** It is in the journal, and as safe as promised. */
    void journaled();

    /** It is in the journal, but not as safe as promised in time. */
    void unconfirmed();

    void refused();

    /** Asked once, if its answer has to wait: whether there is room for it meanwhile. */
    boolean mayWait();
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
      loop.execute(() -> write(loop));
    }
  }

  /** Counts a click that did not become an event; its visitor is sent on all the same. */
  void lost(Instant at) {
    metrics.brokenClick();
    intake.lost(at);
  }

  private void write(EventExecutor loop) {
    List<Waiting> group = List.copyOf(turn.get());
    turn.get().clear();
    long begun = System.nanoTime();
    List<Waiting> impatient;
    try {
      Map<Boolean, List<Waiting>> byRoom = byRoom(group);
      List<Waiting> patient = byRoom.get(true);
      impatient = byRoom.get(false);
      intake.take(
          group.stream().map(Waiting::click).toList(), outcome -> deliver(patient, outcome, loop));
    } catch (JournalRefusedException e) {
      refused(group, e);
      return;
    } catch (RuntimeException | Error e) {
      broken(group, e);
      return;
    }
    metrics.journaled(System.nanoTime() - begun, group.size());
    deliver(impatient, Assurance.Outcome.UNCONFIRMED, loop);
  }

  /** Whose answer waits for what is promised, and whose does not since there is no room for it. */
  private Map<Boolean, List<Waiting>> byRoom(List<Waiting> group) {
    return intake.answersWait()
        ? group.stream().collect(Collectors.partitioningBy(one -> one.outcome().mayWait()))
        : Map.of(true, group, false, List.of());
  }

  private void deliver(List<Waiting> group, Assurance.Outcome outcome, EventExecutor loop) {
    if (!loop.inEventLoop()) {
      try {
        loop.execute(() -> deliver(group, outcome, loop));
      } catch (RejectedExecutionException e) {
        LOG.debug("Clicks were confirmed after the end of their connections: {}", new Failure(e));
      }
    } else if (outcome == Assurance.Outcome.KEPT) {
      tell(group, Outcome::journaled);
    } else {
      metrics.unconfirmed(group.size());
      tell(group, Outcome::unconfirmed);
    }
  }

  private static void tell(List<Waiting> group, Consumer<Outcome> what) {
    AllTold.tell(
        group, one -> what.accept(one.outcome()), LOG, "The answer to a click was not sent");
  }

  /** Who is not answered would wait in vain, and its room never be given back. */
  private void broken(List<Waiting> group, Throwable fault) {
    tell(group, Outcome::refused);
    group.forEach(one -> lost(one.click().receivedAt()));
    LOG.error(
        "Clicks failed on their way to the journal; their visitors are redirected all the same: {}",
        new Failure(fault));
  }

  private void refused(List<Waiting> group, JournalRefusedException cause) {
    if (metrics.lostClicks(cause.reason(), group.size())) {
      LOG.error(
          "Clicks can't be journaled and are lost to the figures; their visitors are redirected all"
              + " the same. {}",
          cause.getMessage());
    }
    group.forEach(one -> intake.lost(one.click().receivedAt()));
    tell(group, Outcome::refused);
  }
}
