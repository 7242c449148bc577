package dev.tributary.core.config;

import java.util.Locale;

/** What the reply to a click or an event promises; docs/capture.md says what each survives. */
public enum Durability {
  /** In the journal: survives the end of the process. */
  PROCESS,
  /** On the disk: survives a power loss. */
  POWER,
  /** With Kafka: survives the loss of this machine, as far as the topic is replicated. */
  BROKERED;

  /** As the config file writes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
