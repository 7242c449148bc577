package dev.tributary.core.admission;

/** One rule of the contract. */
@FunctionalInterface
interface Check {

  /**
   * Normalises what the rule is about.
   *
   * @throws Refusal when the event breaks the rule
   */
  void apply(Draft draft);
}
