package dev.tributary.capture.http;

import dev.tributary.capture.intake.Door;
import dev.tributary.capture.intake.Intake;
import dev.tributary.capture.link.LiveLinks;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Executor;

/** What the edge answers with: the routes over their parts. */
public final class Edge {

  private final EdgeMetrics metrics = new EdgeMetrics();
  private final Router router;

  /**
   * What the routes work on.
   *
   * @param allowedOrigins web origins whose pages may post
   * @param workers carry out posts beside the event loops
   */
  public record Parts(
      LiveLinks links,
      Door door,
      Intake intake,
      Set<String> allowedOrigins,
      InstantSource clock,
      Executor workers,
      EdgeState state) {}

  public Edge(Parts parts) {
    InstantSource clock = parts.clock();
    ClickJournal clicks = new ClickJournal(parts.intake(), metrics);
    Cors cors = new Cors(Set.copyOf(parts.allowedOrigins()));
    Collector collector = new Collector(parts.door(), parts.intake(), metrics, clock);
    this.router =
        new Router(
            new RedirectRoute(parts.links(), parts.door(), clicks, metrics, clock),
            new EventsRoute(collector, cors, metrics, parts.workers()),
            new PixelRoute(collector, parts.workers()),
            new SnippetRoute(),
            new StatusRoute(metrics, parts.state()));
  }

  Router router() {
    return router;
  }

  EdgeMetrics metrics() {
    return metrics;
  }
}
