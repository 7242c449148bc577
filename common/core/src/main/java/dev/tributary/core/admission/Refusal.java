package dev.tributary.core.admission;

import dev.tributary.core.reject.Rejection;

/** Carries a rejection from the check that made it to admission; never leaves this package. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Rejection rejection;

  Refusal(Rejection rejection) {
    super(rejection.problem(), null, false, false);
    this.rejection = rejection;
  }

  Rejection rejection() {
    return rejection;
  }
}
