package dev.tributary.lake;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and an S3 server and spoils writes as it is told: one queued fault for
 * each PUT, then none. One request a connection.
 */
final class FaultyProxy implements AutoCloseable {

  /** What can happen to a PUT. */
  enum Fault {
    NONE,
    /** The service is overloaded and says so; nothing is stored. */
    REFUSED,
    /** The reply arrives late, byte by byte. */
    SLOW,
    /** Stored, but the connection ends before the reply. */
    REPLY_LOST,
    /** The connection ends half way through the body; nothing is stored. */
    CUT_OFF
  }

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int server;
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final AtomicInteger puts = new AtomicInteger();

  FaultyProxy(int server) throws IOException {
    this.server = server;
    Thread thread = new Thread(this::serve, "faulty-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  /** The next PUTs suffer these, one each. */
  void next(Fault... queued) {
    faults.addAll(java.util.List.of(queued));
  }

  /** Forgets the faults that have not come yet. */
  void forget() {
    faults.clear();
  }

  /** How many PUTs have come so far. */
  int puts() {
    return puts.get();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Thread thread = new Thread(() -> answer(client), "faulty-proxy-request");
        thread.setDaemon(true);
        thread.start();
      } catch (SocketException closed) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void answer(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      Fault fault = head.startsWith("PUT ") ? nextFault() : Fault.NONE;
      int length = length(head);
      if (fault == Fault.REFUSED) {
        client.getInputStream().readNBytes(expectsConsent(head) ? 0 : length);
        write(client, "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        return;
      }
      if (expectsConsent(head)) {
        write(client, "HTTP/1.1 100 Continue\r\n\r\n");
      }
      if (fault == Fault.CUT_OFF) {
        client.getInputStream().readNBytes(length / 2);
        return;
      }
      byte[] body = client.getInputStream().readNBytes(length);
      byte[] reply = forward(head, body);
      if (fault == Fault.SLOW) {
        for (byte one : reply) {
          client.getOutputStream().write(one);
          client.getOutputStream().flush();
        }
      } else if (fault == Fault.NONE) {
        client.getOutputStream().write(reply);
      }
    } catch (EOFException | SocketException clientLeft) {
      // The client gave up or closed an idle connection: nobody is left to answer.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Fault nextFault() {
    puts.incrementAndGet();
    Fault fault = faults.poll();
    return fault == null ? Fault.NONE : fault;
  }

  private byte[] forward(String head, byte[] body) throws IOException {
    try (Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
      String alone =
          head.replaceAll("(?i)\r\n(Connection|Expect):[^\r]*", "")
              .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
      upstream.getOutputStream().write(alone.getBytes(StandardCharsets.ISO_8859_1));
      upstream.getOutputStream().write(body);
      return upstream.getInputStream().readAllBytes();
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static int length(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).trim()))
        .findFirst()
        .orElse(0);
  }

  private static boolean expectsConsent(String head) {
    return head.toLowerCase(Locale.ROOT).contains("\r\nexpect: 100-continue");
  }

  private static void write(Socket client, String text) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }
}
