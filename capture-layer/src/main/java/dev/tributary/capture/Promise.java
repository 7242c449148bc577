package dev.tributary.capture;

import dev.tributary.capture.intake.Assurance;
import dev.tributary.capture.intake.BrokerAssurance;
import dev.tributary.capture.intake.GroupSync;
import dev.tributary.capture.journal.Journal;
import dev.tributary.core.config.CaptureSettings;
import dev.tributary.core.config.Config;
import dev.tributary.core.config.Durability;
import java.time.Duration;

/** What a reply waits for, by the configured durability. */
final class Promise {

  private final Assurance assurance;

  private Promise(Assurance assurance) {
    this.assurance = assurance;
  }

  static Promise of(Durability durability, Config config, Journal journal) {
    Duration patience = Duration.ofMillis(config.value(CaptureSettings.CONFIRM_MILLISECONDS));
    return new Promise(
        switch (durability) {
          case PROCESS -> Assurance.WRITTEN;
          case POWER -> GroupSync.start(journal, patience, System::nanoTime);
          case BROKERED -> new BrokerAssurance(patience, System::nanoTime);
        });
  }

  Assurance assurance() {
    return assurance;
  }

  /** Kafka has everything up to and including that sequence. */
  void acknowledged(long sequence) {
    if (assurance instanceof BrokerAssurance broker) {
      broker.acknowledged(sequence);
    }
  }

  /** Lets go of those who waited for too long. */
  void expire() {
    if (assurance instanceof BrokerAssurance broker) {
      broker.expire();
    }
    if (assurance instanceof GroupSync sync) {
      sync.expire();
    }
  }

  void close() throws InterruptedException {
    if (assurance instanceof GroupSync sync) {
      sync.close();
    }
  }
}
