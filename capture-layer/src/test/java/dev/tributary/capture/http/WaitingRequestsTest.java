package dev.tributary.capture.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tributary.capture.Eventually;
import dev.tributary.capture.intake.Assurance;
import dev.tributary.core.config.Config;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that wait for workers, who work when they are told to. */
class WaitingRequestsTest {

  private static final String CLICK = "GET /r/launch HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String EMPTY = post("[]");
  private static final String LARGE_EVENT = post("[{}" + " ".repeat(900_000) + "]");
  private static final String LARGE = post("[" + " ".repeat(900_000) + "]");

  private final LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
  private final List<Assurance.Listener> promised = new CopyOnWriteArrayList<>();
  private volatile Assurance assurance = Assurance.WRITTEN;
  private volatile Error fault;
  private final List<AutoCloseable> open = new ArrayList<>();
  private EdgeServer server;

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
    if (server != null) {
      server.close();
    }
  }

  /** Else some hundred of them would fill the memory of the connections, clicks included. */
  @Test
  void bodiesBehindARequestThatWaitsStayUnread() throws Exception {
    start(Map.of());
    long before = directMemory();
    List<SocketChannel> senders = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      SocketChannel sender = SocketChannel.open(new InetSocketAddress("127.0.0.1", server.port()));
      open.add(sender);
      sender.configureBlocking(false);
      sender.write(ByteBuffer.wrap((EMPTY + LARGE).getBytes(ISO_8859_1)));
      senders.add(sender);
    }
    List<Runnable> first = work(40);
    assertThat(status(connect("127.0.0.2"), CLICK)).isEqualTo(302);
    assertThat(directMemory() - before).isLessThan(10 << 20);
    assertThat(turnedAway(0)).isTrue();
    first.forEach(Runnable::run);
  }

  @Test
  void whatWaitedIsAnsweredInItsOrder() throws Exception {
    start(Map.of());
    Socket sender = connect("127.0.0.1");
    send(sender, EMPTY + CLICK + LARGE + CLICK);
    work(1).get(0).run();
    assertThat(status(sender, "")).isEqualTo(202);
    assertThat(status(sender, "")).isEqualTo(302);
    work(1).get(0).run();
    assertThat(status(sender, "")).isEqualTo(202);
    assertThat(status(sender, "")).isEqualTo(302);
    assertThat(status(sender, CLICK)).isEqualTo(302);
  }

  /** Else whoever posts and hangs up fills the memory: the body waits for a worker all the same. */
  @Test
  void aBodyWhoseSenderHungUpKeepsItsRoomUntilItIsWorkedOn() throws Exception {
    start(Map.of("capture.body_bytes", "2097152"));
    for (int i = 0; i < 2; i++) {
      Socket gone = connect("127.0.0.1");
      send(gone, LARGE);
      gone.close();
    }
    List<Runnable> waiting = work(2);
    assertThat(bodyBytes()).as("with what else came").isBetween(1_800_004L, 1_850_000L);
    assertThat(status(connect("127.0.0.1"), LARGE)).isEqualTo(503);
    assertThat(turnedAway(1)).isTrue();
    waiting.forEach(Runnable::run);
    // Their room is given back on the event loops of their connections.
    Eventually.holds("there is room again", () -> bodyBytes() < 50_000);
    Socket next = connect("127.0.0.1");
    send(next, LARGE);
    work(1).get(0).run();
    assertThat(status(next, "")).isEqualTo(202);
  }

  @Test
  void picturesWhoseViewersHungUpKeepTheirRoomToo() throws Exception {
    start(Map.of("capture.body_bytes_per_address", "20000"));
    String picture = "GET /v1/pixel.gif?x=" + "x".repeat(7_000) + " HTTP/1.1\r\nHost: a\r\n\r\n";
    for (int i = 0; i < 2; i++) {
      Socket gone = connect("127.0.0.1");
      send(gone, picture);
      gone.close();
    }
    work(2);
    assertThat(status(connect("127.0.0.1"), picture)).isEqualTo(200);
    assertThat(turnedAway(1)).isTrue();
    assertThat(work).isEmpty();
  }

  @Test
  void bodiesOfOneAddressKeepNoOthersOut() throws Exception {
    start(Map.of("capture.body_bytes_per_address", "4194304"));
    for (int i = 0; i < 4; i++) {
      send(connect("127.0.0.2"), LARGE);
    }
    work(4);
    for (int i = 0; i < 20; i++) {
      assertThat(status(connect("127.0.0.2"), LARGE)).isEqualTo(503);
    }
    assertThat(turnedAway(20)).isTrue();
    Socket other = connect("127.0.0.3");
    send(other, EMPTY);
    work(1).get(0).run();
    assertThat(status(other, "")).isEqualTo(202);
  }

  /** Whoever unpacks into memory takes it from the others, however small the body arrived. */
  @Test
  void whatABodyIsUnpackedToCountsAsWell() throws Exception {
    start(Map.of("capture.body_bytes", "2097152"));
    List<Socket> senders = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      senders.add(connect("127.0.0.2"));
      send(senders.get(i), LARGE);
    }
    List<Runnable> waiting = work(2);
    Socket packed = connect("127.0.0.3");
    send(packed, gzip("[" + " ".repeat(900_000) + "]"));
    work(1).get(0).run();
    assertThat(status(packed, "")).isEqualTo(503);
    assertThat(turnedAway(1)).isTrue();
    waiting.forEach(Runnable::run);
    for (Socket sender : senders) {
      assertThat(status(sender, "")).isEqualTo(202);
    }
    send(packed, gzip("[" + " ".repeat(900_000) + "]"));
    work(1).get(0).run();
    assertThat(status(packed, "")).isEqualTo(202);
  }

  /** A fault is answered, and what the request had of the memory is given back. */
  @Test
  void afterAFaultOfTheProcessTheRoomIsThereAgain() throws Exception {
    start(Map.of("capture.body_bytes", "2097152"));
    fault = new StackOverflowError("for a test");
    for (int i = 0; i < 4; i++) {
      Socket sender = connect("127.0.0.1");
      send(sender, LARGE_EVENT);
      work(1).get(0).run();
      assertThat(status(sender, "")).isEqualTo(500);
    }
    fault = null;
    Socket sender = connect("127.0.0.1");
    send(sender, LARGE);
    work(1).get(0).run();
    assertThat(status(sender, "")).isEqualTo(202);
  }

  /**
   * As where the disk or Kafka keep it waiting: its visitor is sent on, and it is in the journal.
   */
  @Test
  void aClickForWhichThereIsNoRoomToWaitDoesNotWait() throws Exception {
    assurance = (through, listener) -> promised.add(listener);
    start(Map.of("capture.body_bytes_per_address", "4000"));
    List<Socket> waiting = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      waiting.add(connect("127.0.0.2"));
      send(waiting.get(i), CLICK);
      int sent = i + 1;
      Eventually.holds("it waits", () -> promised.size() == sent);
    }
    assertThat(status(connect("127.0.0.2"), CLICK)).isEqualTo(302);
    assertThat(metrics())
        .contains("\ntributary_capture_unconfirmed_total 1\n")
        .contains("\ntributary_capture_journaled_total 4\n")
        .contains("\ntributary_capture_turned_away_requests_total 0\n");
    promised.forEach(one -> one.settled(Assurance.Outcome.KEPT));
    for (Socket one : waiting) {
      assertThat(status(one, "")).isEqualTo(302);
    }
    // Who was sent on is counted behind the answer.
    Eventually.holds(
        "all are counted", () -> metrics().contains("\ntributary_capture_redirects_total 4\n"));
  }

  /** As where the system holds up the write of a click: the process would never end. */
  @Test
  void anEventLoopThatIsHeldUpKeepsTheEdgeFromItsEndForSecondsOnly() throws Exception {
    CountDownLatch heldUp = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    assurance =
        (through, listener) -> {
          heldUp.countDown();
          await(goesOn);
          listener.settled(Assurance.Outcome.KEPT);
        };
    start(Map.of());
    send(connect("127.0.0.1"), CLICK);
    assertThat(heldUp.await(10, TimeUnit.SECONDS)).isTrue();
    try {
      assertTimeoutPreemptively(Duration.ofSeconds(20), server::close);
      server = null;
    } finally {
      goesOn.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Closed with bytes unread a connection is reset, and its answer may be lost on the way. */
  @Test
  void whoSentMoreBehindItsLastRequestReadsItsAnswerToTheEnd() throws Exception {
    start(Map.of());
    Socket sender = connect("127.0.0.1");
    send(sender, EMPTY.replace("Host: a", "Host: a\r\nConnection: close") + LARGE);
    work(1).get(0).run();
    assertThat(status(sender, "")).isEqualTo(202);
    assertThat(sender.getInputStream().read()).isEqualTo(-1);
  }

  private void start(Map<String, String> settings) {
    InstantSource clock =
        () -> {
          if (fault != null) {
            throw fault;
          }
          return Instant.now();
        };
    Edge edge = HttpFuzz.edge(work::add, assurance, clock);
    server = EdgeServer.start(EdgeOptions.of(Config.of(settings), 0), edge);
  }

  private static String gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
      packing.write(text.getBytes(ISO_8859_1));
    }
    return post(bytes.toString(ISO_8859_1))
        .replaceFirst("Host: a", "Host: a\r\nContent-Encoding: gzip");
  }

  /** That many requests, once they have arrived. */
  private List<Runnable> work(int requests) throws InterruptedException {
    List<Runnable> arrived = new ArrayList<>();
    while (arrived.size() < requests) {
      Runnable one = work.poll(10, TimeUnit.SECONDS);
      assertThat(one).as("request %d of %d", arrived.size() + 1, requests).isNotNull();
      arrived.add(one);
    }
    return arrived;
  }

  private Socket connect(String from) throws IOException {
    Socket socket = new Socket("127.0.0.1", server.port(), InetAddress.getByName(from), 0);
    socket.setSoTimeout(10_000);
    open.add(socket);
    return socket;
  }

  private static void send(Socket to, String text) throws IOException {
    to.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  /** Sends, and reads one answer whole. */
  private static int status(Socket peer, String request) throws IOException {
    send(peer, request);
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = peer.getInputStream().read();
      assertThat(next).as("after '%s'", head).isNotNegative();
      head.append((char) next);
    }
    String length = head.toString().replaceAll("(?s).*content-length: (\\d+).*", "$1");
    peer.getInputStream().skipNBytes(Long.parseLong(length));
    return Integer.parseInt(head.substring(9, 12));
  }

  private boolean turnedAway(int requests) {
    return metrics().contains("\ntributary_capture_turned_away_requests_total " + requests + "\n");
  }

  private long bodyBytes() {
    String value = metrics().replaceAll("(?s).*\ntributary_capture_body_bytes (\\d+)\n.*", "$1");
    return Long.parseLong(value);
  }

  private String metrics() {
    try {
      Socket peer = connect("127.0.0.9");
      send(peer, "GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      return new String(peer.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long directMemory() {
    return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
  }

  private static String post(String body) {
    return "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }
}
