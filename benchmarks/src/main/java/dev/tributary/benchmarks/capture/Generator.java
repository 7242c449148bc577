package dev.tributary.benchmarks.capture;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Asks one server over a number of connections, from one thread that never sleeps. */
final class Generator implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Selector selector = Selector.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);
  private final Deque<Visitor> free = new ArrayDeque<>();
  private final List<Visitor> all = new ArrayList<>();
  private Histogram nanos;
  private long answers;
  private long countFrom;
  private long countUntil;

  Generator(int port, String path, int connections, Reuse reuse) throws IOException {
    InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    Requests requests = new Requests(path, reuse);
    for (int i = 0; i < connections; i++) {
      all.add(new Visitor(selector, server, requests, reuse));
    }
    free.addAll(all);
  }

  /** Each connection asks again as soon as it was answered: as much as the server can. */
  Load saturate(Duration warm, Duration measured) throws IOException {
    begin(warm, measured);
    while (System.nanoTime() < countUntil) {
      while (!free.isEmpty()) {
        free.poll().ask(System.nanoTime());
      }
      hear();
    }
    return finish(measured);
  }

  /**
   * The same until so many are answered: code is compiled by how often it ran, not by how long, and
   * a share of a busy processor is measured as well as a whole one.
   *
   * @param atMost the end where the server is slow
   */
  Load saturateUntil(long enough, Duration atMost) throws IOException {
    begin(Duration.ZERO, atMost);
    while (answers < enough && System.nanoTime() < countUntil) {
      while (!free.isEmpty()) {
        free.poll().ask(System.nanoTime());
      }
      hear();
    }
    return finish(Duration.ofNanos(System.nanoTime() - countFrom));
  }

  /**
   * Requests come due at a fixed rate whatever the server does; one that finds no free connection
   * waits for it, and its waiting counts.
   *
   * @param rate requests a second
   */
  Load openLoop(double rate, Duration warm, Duration measured) throws IOException {
    begin(warm, measured);
    double interval = 1e9 / rate;
    long begun = System.nanoTime();
    long asked = 0;
    for (long now = begun; now < countUntil; now = System.nanoTime()) {
      for (long due = begun + (long) (asked * interval);
          due <= now && !free.isEmpty();
          due = begun + (long) (asked * interval)) {
        free.poll().ask(due);
        asked++;
      }
      hear();
    }
    return finish(measured);
  }

  private void begin(Duration warm, Duration measured) {
    nanos = new Histogram(3);
    answers = 0;
    countFrom = System.nanoTime() + warm.toNanos();
    countUntil = countFrom + measured.toNanos();
  }

  private Load finish(Duration measured) throws IOException {
    long patience = System.nanoTime() + GRACE.toNanos();
    while (free.size() < all.size()) {
      if (System.nanoTime() > patience) {
        throw new IOException("The server left requests unanswered");
      }
      hear();
    }
    return new Load(answers, measured.toNanos() / 1e9, nanos);
  }

  private void hear() throws IOException {
    if (selector.selectNow() == 0) {
      return;
    }
    Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
    while (ready.hasNext()) {
      Visitor visitor = (Visitor) ready.next().attachment();
      ready.remove();
      if (visitor.hear(buffer)) {
        count(visitor);
        free.add(visitor);
      }
    }
  }

  private void count(Visitor visitor) {
    long now = System.nanoTime();
    if (now >= countFrom && now < countUntil) {
      answers++;
      nanos.recordValue(now - visitor.due());
    }
  }

  @Override
  public void close() throws IOException {
    for (Visitor visitor : all) {
      visitor.close();
    }
    selector.close();
  }
}
