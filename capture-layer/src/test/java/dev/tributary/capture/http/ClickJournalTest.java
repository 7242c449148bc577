package dev.tributary.capture.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.capture.Eventually;
import dev.tributary.capture.intake.Accounting;
import dev.tributary.capture.intake.Assurance;
import dev.tributary.capture.intake.CapturedEvent;
import dev.tributary.capture.intake.Intake;
import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.journal.JournalOptions;
import io.netty.channel.DefaultEventLoop;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clicks on an event loop that has no memory for another task. */
class ClickJournalTest {

  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

  @TempDir Path folder;
  private final FullLoop loop = new FullLoop();
  private final List<Assurance.Listener> promised = new CopyOnWriteArrayList<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final EdgeMetrics metrics = new EdgeMetrics();
  private volatile String figures;
  private Journal journal;
  private ClickJournal clicks;

  /** Takes no task while it is full. */
  private static final class FullLoop extends DefaultEventLoop {

    private volatile boolean full;

    @Override
    public void execute(Runnable task) {
      if (full) {
        throw new StackOverflowError("for a test");
      }
      super.execute(task);
    }
  }

  @BeforeEach
  void open() throws Exception {
    journal = Journal.open(new JournalOptions(folder, 1 << 20, 1 << 20, 0));
    Intake intake =
        Intake.open(
            journal,
            new Accounting(folder.resolve("accounting.json"), "c"),
            (through, listener) -> {
              figures = figures();
              promised.add(listener);
            });
    clicks = new ClickJournal(intake, metrics);
  }

  @AfterEach
  void close() throws Exception {
    loop.full = false;
    loop.shutdownGracefully().await();
    journal.close();
  }

  /** Whoever is answered may look at the figures next. */
  @Test
  void clicksAreCountedBeforeTheyAreAnswered() throws Exception {
    add("a", "b");
    Eventually.holds("they wait", () -> promised.size() == 1);
    assertThat(figures).contains("\ntributary_capture_journaled_total 2\n");
    promised.get(0).settled(Assurance.Outcome.KEPT);
    Eventually.holds("they are told", () -> told.equals(List.of("a journaled", "b journaled")));
  }

  private String figures() {
    Exposition text = new Exposition();
    metrics.write(text);
    return text.toString();
  }

  @Test
  void whoCannotBeToldOfTheDisksWordIsLetGoOf() throws Exception {
    add("a", "b");
    Eventually.holds("they wait", () -> promised.size() == 1);
    loop.full = true;
    promised.get(0).settled(Assurance.Outcome.KEPT);
    assertThat(told).containsExactly("a abandoned", "b abandoned");
  }

  @Test
  void aClickThatFindsNoTurnKeepsThoseBehindItFromNone() throws Exception {
    loop.submit(
            () -> {
              loop.full = true;
              assertThatThrownBy(() -> clicks.add(click("lost"), loop))
                  .isInstanceOf(StackOverflowError.class);
              loop.full = false;
            })
        .get();
    add("next");
    Eventually.holds("it is journaled", () -> promised.size() == 1);
    promised.get(0).settled(Assurance.Outcome.KEPT);
    Eventually.holds("it is told", () -> told.equals(List.of("next journaled")));
    assertThat(journal.lastSequence()).isEqualTo(1);
  }

  /** In one turn. */
  private void add(String... names) throws InterruptedException, ExecutionException {
    loop.submit(
            () -> {
              for (String name : names) {
                clicks.add(click(name), loop);
              }
            })
        .get();
  }

  private ClickJournal.Click click(String name) {
    return new ClickJournal.Click() {
      @Override
      public CapturedEvent event() {
        return new CapturedEvent.Accepted(name, name, NOW, 1, "ok", new byte[1]);
      }

      @Override
      public void journaled() {
        told.add(name + " journaled");
      }

      @Override
      public void unconfirmed() {
        told.add(name + " unconfirmed");
      }

      @Override
      public void refused() {
        told.add(name + " refused");
      }

      @Override
      public void abandoned() {
        told.add(name + " abandoned");
      }

      @Override
      public boolean mayWait() {
        return true;
      }
    };
  }
}
