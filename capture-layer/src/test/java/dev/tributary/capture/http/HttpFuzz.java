package dev.tributary.capture.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tributary.capture.CaptureFixture;
import dev.tributary.capture.intake.Accounting;
import dev.tributary.capture.intake.Assurance;
import dev.tributary.capture.intake.Door;
import dev.tributary.capture.intake.Intake;
import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.journal.JournalOptions;
import dev.tributary.capture.link.LiveKeys;
import dev.tributary.capture.link.LiveLinks;
import dev.tributary.capture.measure.Latency;
import dev.tributary.capture.sender.AddressLimit;
import dev.tributary.capture.sender.Senders;
import dev.tributary.core.admission.Admission;
import dev.tributary.core.config.Config;
import dev.tributary.core.consent.Pseudonyms;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Any bytes on a connection of the edge: the routes, the journal and admission are the real ones.
 * What comes back has to be well-formed answers, and no redirect but to what is registered.
 *
 * <p>The profile {@code fuzz-edge} drives it by coverage; the kept inputs run with the other tests.
 */
public final class HttpFuzz {

  private static final String TARGET = "https://shop.example/autumn?";
  private static final Router ROUTER = router();
  private static final EdgeMetrics METRICS = new EdgeMetrics();

  private HttpFuzz() {}

  /** What the fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] input) {
    Patience patience = new Patience(Duration.ofMinutes(1), Duration.ofMinutes(1));
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new StrictRequestDecoder(),
            new HttpResponseEncoder(),
            new ExchangeHandler(ROUTER, budget(), patience, new Unread(), METRICS));
    channel.writeInbound(Unpooled.wrappedBuffer(input));
    if (input.length % 2 == 0) { // Else its end comes while a click is being answered.
      channel.runPendingTasks();
    }
    channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    channel.runPendingTasks();
    StringBuilder answers = new StringBuilder();
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      answers.append(out.toString(ISO_8859_1));
      out.release();
    }
    channel.finishAndReleaseAll();
    check(answers.toString());
  }

  private static void check(String answers) {
    if (!answers.isEmpty() && !answers.startsWith("HTTP/1.1 ")) {
      throw new IllegalStateException("Something else than an answer came back: " + answers);
    }
    for (String line : answers.split("\r\n", -1)) {
      if (line.regionMatches(true, 0, "location:", 0, 9)
          && !line.substring(9).strip().startsWith(TARGET)) {
        throw new IllegalStateException("A redirect that nobody registered: " + line);
      }
      if (line.startsWith("HTTP/1.1 500")) {
        throw new IllegalStateException("A request made the server fail: " + answers);
      }
    }
  }

  static BodyBudget budget() {
    return new BodyBudget(EdgeOptions.of(Config.of(Map.of()), 0), () -> {});
  }

  static Router router() {
    return edge(Runnable::run).router();
  }

  /** The real one, over a journal of its own and the link {@code launch}. */
  static Edge edge(Executor workers) {
    return edge(workers, Assurance.WRITTEN, InstantSource.system());
  }

  /** The same whose replies wait for that, by that clock. */
  static Edge edge(Executor workers, Assurance assurance, InstantSource clock) {
    try {
      Path data = Files.createTempDirectory("fuzz");
      CaptureFixture.register(data, "launch", TARGET + "size=m");
      Path capture = data.resolve("capture");
      Journal journal =
          Journal.open(new JournalOptions(capture.resolve("journal"), 1 << 20, 1 << 20, 0));
      Accounting accounting = new Accounting(capture.resolve("accounting.json"), "fuzz");
      return new Edge(
          new Edge.Parts(
              new LiveLinks(capture.resolve("links.json"), Runnable::run),
              new LiveKeys(data.resolve("secrets/links.keys")),
              new Door(
                  new Admission(Config.of(Map.of()), Pseudonyms.withKey(new byte[32])), "fuzz"),
              Intake.open(journal, accounting, assurance),
              Set.of("https://shop.example"),
              new Senders(capture.resolve("senders.json"), System::nanoTime),
              new AddressLimit(0, System::nanoTime),
              List.of(),
              clock,
              workers,
              new EdgeState(() -> null, List::of, Map::of, new Latency())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
