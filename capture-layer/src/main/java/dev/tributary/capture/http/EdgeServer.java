package dev.tributary.capture.http;

import dev.tributary.capture.CaptureException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening end: connections, bounds, event loops. */
public final class EdgeServer implements AutoCloseable {

  private static final int LOOPS = Math.min(2, Runtime.getRuntime().availableProcessors());
  private static final int BACKLOG = 1024;

  /**
   * Bytes of answers that one connection may leave unread here before it is heard no further; as
   * many connections as may be. What is larger by itself has room of the budget until it is read.
   */
  private static final WriteBufferWaterMark UNREAD =
      new WriteBufferWaterMark(2 << 10, Unread.SMALL_BYTES);

  /** Longer than a reply waits for what its durability promises, unless that is set higher. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

  /** Longer than event loops give themselves; one that the disk holds up may never end. */
  private static final Duration LAST_TASKS = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(EdgeServer.class);

  private final EventLoopGroup acceptors;
  private final EventLoopGroup loops;
  private final OpenConnections open;
  private final Channel listening;

  private EdgeServer(EdgeOptions options, Edge edge) {
    open = new OpenConnections(options, edge.metrics(), System::nanoTime);
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    Class<? extends ServerChannel> type =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    acceptors = new MultiThreadIoEventLoopGroup(1, io);
    loops = new MultiThreadIoEventLoopGroup(LOOPS, io);
    try {
      listening =
          new ServerBootstrap()
              .group(acceptors, loops)
              .channel(type)
              .option(ChannelOption.SO_BACKLOG, BACKLOG)
              .option(ChannelOption.SO_REUSEADDR, true)
              .childOption(ChannelOption.TCP_NODELAY, true)
              .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNREAD)
              .childOption(ChannelOption.RECVBUF_ALLOCATOR, reads())
              .childHandler(new Connections(options, edge))
              .bind(options.host(), options.port())
              .syncUninterruptibly()
              .channel();
    } catch (Exception e) {
      shutDown();
      throw new CaptureException(
          "The edge can't listen on "
              + options.host()
              + ":"
              + options.port()
              + ": "
              + e.getMessage()
              + ". Stop what holds the port, or choose another with --port (0 picks a free one).",
          e);
    }
  }

  /**
   * Binds the port; returns when requests are taken.
   *
   * @throws CaptureException when the address can't be listened on
   */
  public static EdgeServer start(EdgeOptions options, Edge edge) {
    return new EdgeServer(options, edge);
  }

  /** The port that was bound. */
  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /** As many connections as may be, each with what one read brought, fit the memory. */
  private static RecvByteBufAllocator reads() {
    return new AdaptiveRecvByteBufAllocator(64, 2 << 10, StrictRequestDecoder.MOST_READ_BYTES);
  }

  private final class Connections extends ChannelInitializer<Channel> {

    private final EdgeOptions options;
    private final Router router;
    private final BodyBudget budget;
    private final EdgeMetrics metrics;
    private final Transport transport;

    Connections(EdgeOptions options, Edge edge) {
      this.options = options;
      this.router = edge.router();
      this.metrics = edge.metrics();
      this.budget = new BodyBudget(options, edge::turnedAway);
      metrics.holding(open::count, budget::used);
      this.transport = new Transport(options.tls(), metrics);
    }

    @Override
    protected void initChannel(Channel channel) {
      Supplier<Patience> patiences = () -> new Patience(options.rest(), options.arrive());
      Patience patience = patiences.get();
      if (!open.admit(channel, patience)) {
        metrics.refusedConnection();
        channel.close();
        return;
      }
      transport.open(
          channel,
          patiences,
          patience,
          (one, unread) -> new ExchangeHandler(router, budget, one, unread, metrics));
    }
  }

  /** Takes no new connection, and lets the requests that are being answered be answered. */
  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    open.end(LAST_ANSWERS);
    shutDown();
  }

  private void shutDown() {
    acceptors.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    loops.shutdownGracefully(200, 2_000, TimeUnit.MILLISECONDS);
    if (!ends(acceptors) || !ends(loops)) {
      LOG.error(
          "Connections are still being worked on; the end waits for them no longer. A disk may hold"
              + " up a write to the journal: check it. The next start finds all that was taken.");
    }
  }

  private static boolean ends(EventLoopGroup group) {
    return group.terminationFuture().awaitUninterruptibly(LAST_TASKS.toMillis());
  }
}
