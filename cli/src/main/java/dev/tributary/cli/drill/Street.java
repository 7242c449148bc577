package dev.tributary.cli.drill;

import dev.tributary.cli.output.Problem;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets visitors come one after the other, at a steady pace, until it is closed. */
final class Street implements AutoCloseable {

  private static final long PACE_MILLIS = 1_000;

  private final Shoppers shoppers;
  private final String address;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::walk, "shoppers");
  private volatile IOException refused;

  private Street(Shoppers shoppers, String address) {
    this.shoppers = shoppers;
    this.address = address;
  }

  /** Opens it: the first visitor comes at once. */
  static Street open(Shoppers shoppers, String address) {
    Street street = new Street(shoppers, address);
    street.thread.setDaemon(true);
    street.thread.start();
    return street;
  }

  private void walk() {
    try {
      do {
        shoppers.next(address);
      } while (!closed.await(PACE_MILLIS, TimeUnit.MILLISECONDS));
    } catch (IOException e) {
      refused = e; // Nobody kills capture here: it has to take what comes.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Says that nobody was turned away.
   *
   * @throws Problem when the capture layer did not take something
   */
  void requireWhole() {
    if (refused != null) {
      throw new Problem(
          "The capture layer did not take what a visitor sent.",
          refused.toString() + ".",
          "The drill ended there: nobody had killed it, so its log says why.");
    }
  }

  /** Nobody comes any more. */
  @Override
  public void close() throws InterruptedException {
    closed.countDown();
    thread.join(TimeUnit.MINUTES.toMillis(2));
  }
}
