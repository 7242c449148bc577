package dev.tributary.simulator;

import java.util.SplittableRandom;

/** Seeded chance; each person has a stream of its own, so that one more draw shifts nobody else. */
final class Chance {

  private static final char[] ALPHABET = "0123456789abcdefghijklmnopqrstuv".toCharArray();

  private final SplittableRandom random;

  Chance(long seed, long stream) {
    random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + stream);
  }

  boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A whole number from {@code least} to {@code most}, both included. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  long millisBelow(long bound) {
    return random.nextLong(bound);
  }

  /** An identifier of {@code length} characters, five bits each. */
  String identifier(int length) {
    char[] text = new char[length];
    for (int i = 0; i < length; i++) {
      text[i] = ALPHABET[random.nextInt(ALPHABET.length)];
    }
    return new String(text);
  }
}
