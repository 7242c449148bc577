package dev.tributary.core.attribution;

import dev.tributary.core.config.AttributionSettings;
import dev.tributary.core.config.Config;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The user's own weights: a touch weighs its position's weight times its channel's. Where all of a
 * journey's touches weigh nothing, they share equally.
 *
 * @param positions thousandths by position from the first touch; the last one goes on for all
 *     further touches; empty where positions do not matter
 * @param channels thousandths by channel; a channel that is not named weighs 1
 */
public record CustomWeights(List<Long> positions, Map<String, Long> channels)
    implements ChannelModel {

  public static final String WIRE = "custom";

  private static final long ONE = 1_000;

  /** The weights that the config names; empty where it names none. */
  public static Optional<CustomWeights> of(Config config) {
    List<BigDecimal> positions = config.value(AttributionSettings.CUSTOM_POSITIONS);
    Map<String, BigDecimal> channels = config.value(AttributionSettings.CUSTOM_CHANNELS);
    if (positions.isEmpty() && channels.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new CustomWeights(
            positions.stream().map(CustomWeights::thousandths).toList(),
            channels.entrySet().stream()
                .collect(
                    Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> thousandths(entry.getValue())))));
  }

  @Override
  public String wire() {
    return WIRE;
  }

  @Override
  public long fill(List<String> touched, long[] weights) {
    int n = touched.size();
    long sum = 0;
    for (int i = 0; i < n; i++) {
      weights[i] = position(i) * channels.getOrDefault(touched.get(i), ONE);
      sum += weights[i];
    }
    if (sum == 0) {
      Arrays.fill(weights, 0, n, 1);
      return n;
    }
    return sum;
  }

  private long position(int touch) {
    return positions.isEmpty() ? ONE : positions.get(Math.min(touch, positions.size() - 1));
  }

  private static long thousandths(BigDecimal weight) {
    return weight.movePointRight(3).longValueExact();
  }
}
