package dev.tributary.capture.intake;

/** Says when what was journaled is as safe as a reply promises. */
public interface Assurance {

  /** Written is enough: the promise holds as soon as the journal has returned. */
  Assurance WRITTEN = (through, listener) -> listener.settled(Outcome.KEPT);

  /** How a promise ended. */
  enum Outcome {
    KEPT,
    /** In the journal and on its way, but not as safe as promised in the time that was left. */
    UNCONFIRMED
  }

  /** Hears the outcome once, on any thread, perhaps within the call that registered it. */
  interface Listener {
    void settled(Outcome outcome);
  }

  /** Tells the listener when all sequences up to and including this one are safe, or won't be. */
  void when(long through, Listener listener);
}
