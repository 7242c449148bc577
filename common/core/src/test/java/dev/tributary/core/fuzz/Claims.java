package dev.tributary.core.fuzz;

/** What has to hold of any input; the fuzzer reports what is thrown, with the input. */
final class Claims {

  private Claims() {}

  static void holds(boolean claim, String otherwise) {
    if (!claim) {
      throw new AssertionError(otherwise);
    }
  }
}
