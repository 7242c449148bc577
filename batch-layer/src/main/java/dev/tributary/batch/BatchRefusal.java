package dev.tributary.batch;

/**
 * Why a run published nothing, in words for the person who started it: problem and remedy. What was
 * published before still stands.
 */
public final class BatchRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** Whether the request was wrong or the run. */
  public enum Kind {
    /** The request can't be carried out as given; asking differently can. */
    USAGE,
    /** The request was sound, the run failed. */
    FAILURE
  }

  private BatchRefusal(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public static BatchRefusal usage(String problem, String remedy) {
    return new BatchRefusal(Kind.USAGE, problem + " " + remedy, null);
  }

  public static BatchRefusal failure(String problem, String remedy) {
    return new BatchRefusal(Kind.FAILURE, problem + " " + remedy, null);
  }

  public static BatchRefusal failure(String problem, String remedy, Throwable cause) {
    return new BatchRefusal(Kind.FAILURE, problem + " " + remedy, cause);
  }

  public Kind kind() {
    return kind;
  }
}
