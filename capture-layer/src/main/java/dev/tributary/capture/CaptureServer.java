package dev.tributary.capture;

import dev.tributary.capture.http.Edge;
import dev.tributary.capture.http.EdgeOptions;
import dev.tributary.capture.http.EdgeServer;
import dev.tributary.capture.http.EdgeState;
import dev.tributary.capture.intake.Door;
import dev.tributary.capture.link.LiveLinks;
import dev.tributary.capture.sender.AddressLimit;
import dev.tributary.capture.sender.Senders;
import dev.tributary.core.admission.Admission;
import dev.tributary.core.config.CaptureSettings;
import dev.tributary.core.config.OwnedDirectory;
import dev.tributary.core.config.Secrets;
import dev.tributary.core.consent.Pseudonyms;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The capture layer as one process runs it: the edge in front, the journal, the way to Kafka
 * behind.
 */
public final class CaptureServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CaptureServer.class);
  private static final int WORKERS = 2;

  private final OwnedDirectory owned;
  private final Backstage backstage;
  private final ExecutorService workers;
  private final EdgeServer edge;

  private CaptureServer(
      OwnedDirectory owned, Backstage backstage, ExecutorService workers, EdgeServer edge) {
    this.owned = owned;
    this.backstage = backstage;
    this.workers = workers;
    this.edge = edge;
  }

  /**
   * Starts; returns when requests are taken.
   *
   * @throws CaptureException when the port is taken, or the data directory or a file of TLS can't
   *     be used
   * @throws dev.tributary.core.config.DataException when another process runs as capture on it
   */
  public static CaptureServer start(CaptureOptions options) {
    // First, since what is started has to be ended, a drain towards Kafka included.
    EdgeOptions listening = EdgeOptions.of(options.config(), options.port());
    OwnedDirectory owned = OwnedDirectory.claim(options.data().lock("capture"), "capture");
    Backstage backstage = null;
    ExecutorService workers = workers();
    try {
      Pseudonyms pseudonyms = Pseudonyms.withKey(Secrets.readOrMake(options.data().pseudonymKey()));
      backstage = Backstage.open(options, pseudonyms.keyFingerprint());
      EdgeServer edge = EdgeServer.start(listening, edge(options, pseudonyms, backstage, workers));
      warnOfOpenDoor(listening.host(), backstage.senders());
      return new CaptureServer(owned, backstage, workers, edge);
    } catch (RuntimeException e) {
      workers.shutdown();
      if (backstage != null) {
        backstage.close();
      }
      owned.close();
      throw e;
    }
  }

  private static void warnOfOpenDoor(String host, Senders senders) {
    if (!senders.required() && !new InetSocketAddress(host, 0).getAddress().isLoopbackAddress()) {
      LOG.warn(
          "capture.host is {}, and no sender is registered: any server that reaches the port may"
              + " post events, orders among them. 'tributary senders add NAME' has servers show a"
              + " key from then on.",
          host);
    }
  }

  private static Edge edge(
      CaptureOptions options, Pseudonyms pseudonyms, Backstage backstage, ExecutorService workers) {
    LiveLinks links = backstage.links();
    Admission admission = new Admission(options.config(), pseudonyms);
    return new Edge(
        new Edge.Parts(
            links,
            backstage.keys(),
            new Door(admission, backstage.collectorId()),
            backstage.intake(),
            Set.copyOf(options.config().value(CaptureSettings.ALLOWED_ORIGINS)),
            backstage.senders(),
            new AddressLimit(
                options.config().value(CaptureSettings.REQUESTS_PER_SECOND), System::nanoTime),
            options.config().value(CaptureSettings.TRUSTED_PROXIES),
            new SteadyClock(options.clock()),
            workers,
            new EdgeState(
                backstage::fault,
                backstage::alerts,
                backstage::gauges,
                backstage.shippedLatency())));
  }

  /** What waits for a worker is bounded by the bodies that may be in memory at a time. */
  private static ExecutorService workers() {
    return new ThreadPoolExecutor(
        WORKERS, WORKERS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
  }

  /** The port that was bound. */
  public int port() {
    return edge.port();
  }

  /** The highest sequence that Kafka has acknowledged with all before it. */
  public long shipped() {
    return backstage.shipped();
  }

  /** The highest sequence in the journal. */
  public long journaled() {
    return backstage.journaled();
  }

  /**
   * Takes no more requests, answers those under way, hands the journal's rest to Kafka as far as
   * {@code capture.drain_seconds} allow, and gives the data directory free.
   */
  @Override
  public void close() {
    edge.close();
    workers.shutdown();
    try {
      if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
        throw new CaptureException(
            "Requests were still being worked on five seconds after the end was asked for; their"
                + " senders got no answer and send them again.",
            null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      backstage.close();
      owned.close();
    }
  }
}
