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
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Journals clicks in groups: all that one event loop read in one turn go in one write, at the end
 * of that turn, so that many connections share a write and a single one waits for nobody.
 */
final class ClickJournal {

  /** A click on its way, which hears, on the event loop, what became of it. */
  interface Click {

    CapturedEvent event();

    /** It is in the journal, and as safe as promised. */
    void journaled();

    /** It is in the journal, but not as safe as promised in time. */
    void unconfirmed();

    void refused();

    /** It is in the journal, and nobody can be told any more; on any thread. */
    void abandoned();

    /** Asked once, if its answer has to wait: whether there is room for it meanwhile. */
    boolean mayWait();
  }

  private static final Logger LOG = LoggerFactory.getLogger(ClickJournal.class);

  private final Intake intake;
  private final EdgeMetrics metrics;
  private final FastThreadLocal<Turn> turns = new FastThreadLocal<>();

  ClickJournal(Intake intake, EdgeMetrics metrics) {
    this.intake = intake;
    this.metrics = metrics;
  }

  /** To be called on the event loop. */
  void add(Click click, EventExecutor loop) {
    Turn turn = turns.get();
    if (turn == null) {
      turn = new Turn(loop);
      loop.execute(turn);
      turns.set(turn); // Only now: who joins it waits until it is run.
    }
    turn.clicks.add(click);
  }

  /** Counts a click that did not become an event; its visitor is sent on all the same. */
  void lost(Instant at) {
    metrics.brokenClick();
    intake.lost(at);
  }

  /** What one event loop reads in one turn. */
  private final class Turn implements Runnable, Assurance.Listener {

    private final EventExecutor loop;
    private final List<Click> clicks = new ArrayList<>();

    /** Those whose answers wait for what is promised. */
    private List<Click> patient = clicks;

    Turn(EventExecutor loop) {
      this.loop = loop;
    }

    @Override
    public void run() {
      turns.set(null);
      long begun = System.nanoTime();
      List<Click> impatient;
      Intake.Kept kept;
      try {
        impatient = intake.answersWait() ? withoutRoom() : List.of();
        kept = intake.keep(events());
      } catch (JournalRefusedException e) {
        refuse(e);
        return;
      } catch (RuntimeException | Error e) {
        fail(e);
        return;
      }
      try {
        // Counted first: whoever is answered may look at the figures next.
        metrics.journaled(System.nanoTime() - begun, clicks.size());
      } finally {
        kept.whenSafe(this);
        tellUnconfirmed(impatient);
      }
    }

    private List<CapturedEvent> events() {
      List<CapturedEvent> events = new ArrayList<>(clicks.size());
      for (Click click : clicks) {
        events.add(click.event());
      }
      return events;
    }

    /** Whose answers can't wait, since there is no room for them. */
    private List<Click> withoutRoom() {
      List<Click> without = new ArrayList<>();
      patient = new ArrayList<>(clicks);
      patient.removeIf(click -> !click.mayWait() && without.add(click));
      return without;
    }

    @Override
    public void settled(Assurance.Outcome outcome) {
      if (loop.inEventLoop()) {
        hear(outcome);
        return;
      }
      try {
        loop.execute(() -> hear(outcome));
      } catch (RuntimeException | Error e) { // It has ended, or there is no memory for that.
        tell(patient, Click::abandoned);
        LOG.debug("Nobody could be told of clicks that were confirmed: {}", new Failure(e));
      }
    }

    private void hear(Assurance.Outcome outcome) {
      if (outcome == Assurance.Outcome.KEPT) {
        tell(patient, Click::journaled);
      } else {
        tellUnconfirmed(patient);
      }
    }

    private void tellUnconfirmed(List<Click> some) {
      metrics.unconfirmed(some.size());
      tell(some, Click::unconfirmed);
    }

    private void refuse(JournalRefusedException cause) {
      tell(clicks, Click::refused);
      if (metrics.lostClicks(cause.reason(), clicks.size())) {
        LOG.error(
            "Clicks can't be journaled and are lost to the figures; their visitors are redirected"
                + " all the same. {}",
            cause.getMessage());
      }
      clicks.forEach(click -> intake.lost(click.event().receivedAt()));
    }

    /** Who is not answered would wait in vain, and its room never be given back. */
    private void fail(Throwable fault) {
      tell(clicks, Click::refused);
      clicks.forEach(click -> lost(click.event().receivedAt()));
      LOG.error(
          "Clicks failed on their way to the journal; their visitors are redirected all the same:"
              + " {}",
          new Failure(fault));
    }
  }

  private static void tell(List<Click> clicks, Consumer<Click> what) {
    AllTold.tell(clicks, what, LOG, "The answer to a click was not sent");
  }
}
