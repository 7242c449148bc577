package dev.tributary.core.attribution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.ConfigException;
import dev.tributary.core.config.ModelSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fits that a run credits by. A config carries them, so that all who compute by one config
 * compute by the same fits.
 *
 * @param fits by model, for example {@code markov_1}
 */
public record FittedModels(Map<String, Fit> fits) {

  /**
   * One fit as it is applied to single conversions.
   *
   * @param version names the fit
   * @param effects by channel, not negative
   */
  public record Fit(String version, Map<String, Double> effects) {
    public Fit {
      effects = Map.copyOf(effects);
    }
  }

  private static final ObjectMapper JSON =
      // In one order, so that the same fits make the same config.
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  public FittedModels {
    fits = Map.copyOf(fits);
  }

  /** The fits that a config carries; none by default. */
  public static FittedModels of(Config config) {
    String text = config.value(ModelSettings.EFFECTS);
    if (text.isEmpty()) {
      return new FittedModels(Map.of());
    }
    try {
      return new FittedModels(JSON.readValue(text, new TypeReference<Map<String, Fit>>() {}));
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          "The setting models.effects can't be read: "
              + e.getOriginalMessage()
              + ". Leave it out: a batch fills it in from the current fits.",
          e);
    }
  }

  /** The same config, carrying these fits. */
  public Config into(Config config) {
    if (fits.isEmpty()) {
      return config;
    }
    try {
      return config.with(ModelSettings.EFFECTS.key(), JSON.writeValueAsString(fits));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Names and numbers always have a JSON form.", e);
    }
  }

  /** Each model as it shares a single conversion, in the order of their names. */
  public List<ChannelModel> channelModels() {
    return new TreeMap<>(fits).entrySet().stream().map(FittedModels::channelModel).toList();
  }

  private static ChannelModel channelModel(Map.Entry<String, Fit> fit) {
    return fit.getKey().equals(SubsetShares.WIRE)
        ? new SubsetShares()
        : new ChannelEffects(fit.getKey(), fit.getValue().effects());
  }
}
