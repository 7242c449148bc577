package dev.tributary.serving.http;

import dev.tributary.core.config.Config;
import dev.tributary.core.config.DataDirectory;
import dev.tributary.core.config.LakeLocation;
import dev.tributary.core.config.ServingSettings;
import dev.tributary.serving.explain.OrderExplainer;
import dev.tributary.serving.figures.MoneyTables;
import dev.tributary.serving.figures.ServedFigures;
import dev.tributary.serving.lake.NewestNote;
import dev.tributary.serving.live.CreditsFeed;
import dev.tributary.serving.reconcile.Reconciler;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.nio.file.Path;
import java.time.InstantSource;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP API and the dashboard, on the loopback interface unless configured otherwise. */
public final class ServingServer implements AutoCloseable {

  private static final int MOST_BODY_BYTES = 16_384;
  private static final int THREADS = 16;

  private final Javalin javalin;
  private final CreditsFeed feed;

  private ServingServer(Javalin javalin, CreditsFeed feed) {
    this.javalin = javalin;
    this.feed = feed;
  }

  /**
   * Starts to serve; returns once requests are answered.
   *
   * @param port 0 picks a free one
   * @param bootstrapServers of the topic {@code credits}; empty serves what the tables say
   */
  public static ServingServer start(
      DataDirectory data, Config config, int port, String bootstrapServers, InstantSource clock) {
    return start(data, config, port, bootstrapServers, clock, Beside.NOTHING);
  }

  /**
   * The same beside other layers.
   *
   * @param beside what it shows of them
   */
  public static ServingServer start(
      DataDirectory data,
      Config config,
      int port,
      String bootstrapServers,
      InstantSource clock,
      Beside beside) {
    Path lake = LakeLocation.of(data, config).folder();
    CreditsFeed feed = CreditsFeed.start(bootstrapServers, NewestNote.of(lake).boundary(), clock);
    ServedFigures figures = new ServedFigures(lake, config, feed, clock);
    Requests requests = new Requests();
    Freshness freshness = new Freshness(lake, config, figures, feed, clock, beside.lanes());
    Api api =
        new Api(
            config,
            figures,
            freshness,
            new OrderExplainer(lake, data.pseudonymKey(), config, feed::current),
            new Reconciler(lake, config),
            new Quality(lake, config, clock),
            new MoneyTables(lake, config),
            clock);
    Javalin javalin =
        Javalin.create(
            settings -> {
              quiet(settings);
              requests.register(settings.routes);
              SecurityHeaders.register(settings.routes);
              Faults.register(settings.routes);
              api.register(settings.routes);
              new Health(figures, freshness, requests).register(settings.routes);
              Assets.register(settings.routes);
              if (beside.links() != null) {
                new LinksRoute(beside.links()).register(settings.routes);
              }
            });
    try {
      javalin.start(config.value(ServingSettings.HOST), port);
    } catch (RuntimeException e) {
      feed.close();
      throw new ServingException(
          "The dashboard can't listen on port "
              + port
              + ": "
              + root(e).getMessage()
              + ". Stop what holds it, or choose another by --port (or --serve-port), 0 picks a"
              + " free one.",
          e);
    }
    return new ServingServer(javalin, feed);
  }

  private static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }

  private static void quiet(JavalinConfig settings) {
    settings.startup.showJavalinBanner = false;
    settings.startup.showOldJavalinVersionWarning = false;
    settings.startup.startupWatcherEnabled = false;
    settings.http.maxRequestSize = MOST_BODY_BYTES;
    settings.http.prefer405over404 = true;
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("serving");
    threads.setDaemon(true);
    settings.jetty.threadPool = threads;
    settings.jetty.modifyServer(server -> server.setErrorHandler(new UnreadableRequests()));
    settings.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
  }

  /** The port that it listens on. */
  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
    feed.close();
  }
}
