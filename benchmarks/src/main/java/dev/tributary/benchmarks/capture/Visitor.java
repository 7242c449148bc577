package dev.tributary.benchmarks.capture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection that asks and waits for its answer; for one thread. */
final class Visitor {

  private static final int HEADER_CAPACITY = 4096;

  private final Selector selector;
  private final InetSocketAddress server;
  private final Requests requests;
  private final Reuse reuse;
  private final byte[] head = new byte[HEADER_CAPACITY];
  private SocketChannel channel;
  private int received;
  private int expected;

  /** Nanoseconds of the monotonic clock at which the request under way was due. */
  private long due;

  Visitor(Selector selector, InetSocketAddress server, Requests requests, Reuse reuse)
      throws IOException {
    this.selector = selector;
    this.server = server;
    this.requests = requests;
    this.reuse = reuse;
    if (reuse == Reuse.KEEP_ALIVE) {
      connect();
    }
  }

  private void connect() throws IOException {
    channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.connect(server);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  long due() {
    return due;
  }

  /** Sends a request that was due at that time. */
  void ask(long dueNanos) throws IOException {
    due = dueNanos;
    received = 0;
    expected = 0;
    if (reuse == Reuse.NEW_CONNECTIONS) {
      connect();
    }
    ByteBuffer request = requests.next();
    while (request.hasRemaining()) {
      channel.write(request);
    }
  }

  /**
   * Reads what has come.
   *
   * @param buffer to read into; its content does not matter
   * @return whether the answer is whole
   */
  boolean hear(ByteBuffer buffer) throws IOException {
    buffer.clear();
    int bytes = channel.read(buffer);
    if (bytes < 0) {
      throw new IOException("The server closed a connection in the middle of an answer");
    }
    if (expected == 0) {
      buffer.flip().get(head, received, bytes);
    }
    received += bytes;
    if (expected == 0) {
      expected = lengthOf(received);
    }
    if (expected == 0 || received < expected) {
      return false;
    }
    if (reuse == Reuse.NEW_CONNECTIONS) {
      channel.close();
    }
    return true;
  }

  /** Length of the whole answer, or 0 while its head is not whole. */
  private int lengthOf(int bytes) throws IOException {
    int end = -1;
    int length = 0;
    for (int i = 3; i < bytes && end < 0; i++) {
      if (head[i] == '\n' && head[i - 1] == '\r' && head[i - 2] == '\n') {
        end = i + 1;
      } else if (head[i] == ':' && nameEndsAt(i)) {
        length = number(i + 2);
      }
    }
    if (end < 0) {
      return 0;
    }
    if (head[9] != '3' || head[10] != '0' || head[11] != '2') {
      throw new IOException("An answer was no redirect: " + new String(head, 0, 12, US_ASCII));
    }
    return end + length;
  }

  /** Whether a header's name that ends here is Content-Length. */
  private boolean nameEndsAt(int colon) {
    return colon > 14
        && (head[colon - 14] | 0x20) == 'c'
        && (head[colon - 6] | 0x20) == 'l'
        && head[colon - 7] == '-'
        && head[colon - 15] == '\n';
  }

  private int number(int from) {
    int number = 0;
    for (int i = from; head[i] >= '0' && head[i] <= '9'; i++) {
      number = 10 * number + head[i] - '0';
    }
    return number;
  }

  void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
