package dev.tributary.capture.http;

import dev.tributary.capture.intake.Door;
import dev.tributary.capture.intake.Intake;
import dev.tributary.capture.link.LiveKeys;
import dev.tributary.capture.link.LiveLinks;
import dev.tributary.capture.sender.AddressLimit;
import dev.tributary.capture.sender.Senders;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/** What the edge answers with: the routes over their parts. */
public final class Edge {

  private final EdgeMetrics metrics = new EdgeMetrics();
  private final Router router;
  private final Intake intake;
  private final InstantSource clock;

  /**
   * What the routes work on.
   *
   * @param keys of signed links
   * @param allowedOrigins web origins whose pages may post
   * @param proxies addresses whose X-Forwarded-For counts
   * @param workers carry out posts beside the event loops
   */
  public record Parts(
      LiveLinks links,
      LiveKeys keys,
      Door door,
      Intake intake,
      Set<String> allowedOrigins,
      Senders senders,
      AddressLimit limit,
      List<String> proxies,
      InstantSource clock,
      Executor workers,
      EdgeState state) {}

  public Edge(Parts parts) {
    this.clock = parts.clock();
    this.intake = parts.intake();
    ClickJournal clicks = new ClickJournal(parts.intake(), metrics);
    Cors cors = new Cors(Set.copyOf(parts.allowedOrigins()));
    Collector collector = new Collector(parts.door(), parts.intake(), metrics, clock);
    Gate gate = new Gate(cors, parts.senders(), parts.limit(), new ClientAddress(parts.proxies()));
    this.router =
        new Router(
            new RedirectRoute(parts.links(), parts.keys(), parts.door(), clicks, metrics, clock),
            new EventsRoute(collector, cors, gate, metrics, parts.workers()),
            new PixelRoute(collector, gate, metrics, parts.workers()),
            new SnippetRoute(),
            new StatusRoute(metrics, parts.state()));
  }

  /** Counts a request with who knows how many events, for which there was no room in memory. */
  void turnedAway() {
    metrics.turnedAwayRequest();
    intake.turnedAwayRequest(clock.instant());
  }

  Router router() {
    return router;
  }

  EdgeMetrics metrics() {
    return metrics;
  }
}
