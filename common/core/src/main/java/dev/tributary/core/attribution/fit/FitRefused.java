package dev.tributary.core.attribution.fit;

/** A fit that must not be used; the message says problem, why and remedy. */
public final class FitRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FitRefused(String problem, String remedy) {
    super(problem + " The last good fit stays in use. " + remedy);
  }
}
