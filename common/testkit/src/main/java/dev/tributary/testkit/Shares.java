package dev.tributary.testkit;

import dev.tributary.core.journey.AttributedConversion;
import dev.tributary.core.journey.AttributedConversion.ModelCredit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;

/** Reads results the way tests speak of them. */
public final class Shares {

  private Shares() {}

  /** The conversion of an order. */
  public static AttributedConversion of(List<AttributedConversion> attributed, String orderId) {
    return attributed.stream()
        .filter(one -> one.conversion().orderId().equals(orderId))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no credit for order " + orderId));
  }

  /** Channels of the touches, in journey order. */
  public static List<String> channels(AttributedConversion credit) {
    return credit.touches().stream().map(touch -> touch.channel()).toList();
  }

  /** What a model gives. */
  public static ModelCredit under(AttributedConversion credit, String model) {
    return credit.credits().stream()
        .filter(one -> one.model().equals(model))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no credit under " + model));
  }

  /**
   * All that was given, as one comparable text a conversion: touches with keys, and every model's
   * numbers.
   */
  public static List<String> fingerprint(List<AttributedConversion> attributed) {
    List<String> prints = new ArrayList<>();
    for (AttributedConversion credit : attributed) {
      StringBuilder print = new StringBuilder(credit.conversion().key());
      print.append(credit.unattributed() ? " unattributed" : "").append(' ');
      print.append(credit.touches());
      for (ModelCredit model : credit.credits()) {
        print.append('\n').append(model.model());
        print.append(Arrays.toString(model.micros()));
        print.append(Arrays.toString(model.revenueMinor()));
      }
      prints.add(print.toString());
    }
    prints.sort(null);
    return prints;
  }
}
