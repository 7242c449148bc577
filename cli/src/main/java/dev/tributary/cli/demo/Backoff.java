package dev.tributary.cli.demo;

/** Growing pauses between tries, up to about half a minute in all. */
final class Backoff {

  private static final int TRIES = 20;
  private static final long LONGEST_MILLIS = 2_000;

  private int tries;
  private long pause = 50;

  boolean exhausted() {
    return tries >= TRIES;
  }

  void pause() throws InterruptedException {
    tries++;
    Thread.sleep(pause);
    pause = Math.min(LONGEST_MILLIS, pause * 2);
  }
}
