package dev.tributary.capture.journal;

/** What a journal does with an append before others may rely on it. */
public enum Keeping {
  /** Handed to the operating system: survives the end of the process. */
  WRITTEN,
  /** On the disk after {@link Journal#sync}, and read by nobody before: survives a power loss. */
  SYNCED
}
