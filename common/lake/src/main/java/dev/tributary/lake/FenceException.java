package dev.tributary.lake;

/** A change to {@code attribution} that other writers kept from happening. */
public final class FenceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FenceException(int attempts, Throwable cause) {
    super(
        "The table attribution could not be changed in "
            + attempts
            + " attempts, because another writer committed each time first. See that only one"
            + " batch run and one speed layer use this data directory, then run it again.",
        cause);
  }
}
