package dev.tributary.core.attribution;

import dev.tributary.core.event.EpochMicros;
import dev.tributary.core.journey.Touchpoint;
import java.time.Instant;
import java.util.List;

/** A list of touches as the columns that the kernel reads. */
record Journey(long[] touchMicros, int[] channels) {

  private static final int ANY_OTHER = 1;

  /**
   * The columns of {@code touches}.
   *
   * @throws IllegalArgumentException when a touch is later than the conversion
   */
  static Journey of(List<Touchpoint> touches, Instant convertedAt) {
    int n = touches.size();
    long[] touchMicros = new long[n];
    int[] channels = new int[n];
    for (int i = 0; i < n; i++) {
      Touchpoint touch = touches.get(i);
      if (touch.at().isAfter(convertedAt)) {
        throw new IllegalArgumentException(
            "The touch "
                + touch.key()
                + " at "
                + touch.at()
                + " is later than the conversion at "
                + convertedAt
                + ", so it can't have led to it. Pass eligible touches only.");
      }
      touchMicros[i] = EpochMicros.of(touch.at());
      channels[i] = touch.direct() ? RuleWeights.DIRECT : ANY_OTHER;
    }
    return new Journey(touchMicros, channels);
  }

  int touches() {
    return channels.length;
  }
}
