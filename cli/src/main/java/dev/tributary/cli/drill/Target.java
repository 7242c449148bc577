package dev.tributary.cli.drill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which part of the platform a kill is for. */
enum Target {
  /** Kafka, while capture ships to it and the speed layer reads it. */
  BROKER("Kafka"),
  /** The speed layer, at any moment of its life. */
  STREAM("the speed layer"),
  /** A nightly run, while it computes. */
  BATCH("a run that computes"),
  /** A nightly run, around the commit that readers see. */
  PUBLISH("a run that publishes");

  private final String words;

  Target(String words) {
    this.words = words;
  }

  /** What it is, for a sentence. */
  String words() {
    return words;
  }

  /** So many of them: each four in another order, so that every target has its share. */
  static List<Target> dealt(int kills, Random random) {
    List<Target> dealt = new ArrayList<>();
    while (dealt.size() < kills) {
      List<Target> four = Arrays.asList(values());
      Collections.shuffle(four, random);
      dealt.addAll(four);
    }
    return dealt.subList(0, kills);
  }
}
