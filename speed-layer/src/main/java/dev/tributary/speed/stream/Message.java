package dev.tributary.speed.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One Kafka message as the lanes read it.
 *
 * @param value null for a message that withdraws its key
 * @param headers null where there are none
 */
public record Message(
    String topic, int partition, long offset, byte[] value, List<Header> headers) {

  /** One header of a message. */
  public record Header(String key, byte[] value) {}

  /** The headers by name; of several with one name the last. */
  public Map<String, byte[]> headersByName() {
    Map<String, byte[]> byName = new HashMap<>();
    if (headers != null) {
      headers.forEach(header -> byName.put(header.key(), header.value()));
    }
    return byName;
  }
}
