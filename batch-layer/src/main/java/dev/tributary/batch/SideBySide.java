package dev.tributary.batch;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Several jobs of Spark at a time: each waits mostly, for its plan, for Delta's log, for its
 * commit. All have ended when a call returns, however each did, so that nothing is written after a
 * failure; what one of them threw is thrown, with what others threw beside it.
 */
public final class SideBySide {

  private SideBySide() {}

  /** Returns when all are done. */
  public static void run(List<Runnable> jobs) {
    all(jobs.stream().map(CompletableFuture::runAsync).toList());
  }

  /** The same by these workers. */
  public static void run(List<Runnable> jobs, Executor workers) {
    all(jobs.stream().map(job -> CompletableFuture.runAsync(job, workers)).toList());
  }

  /** The answers in the order of the questions. */
  public static <T> List<T> answers(List<Supplier<T>> questions) {
    List<CompletableFuture<T>> asked =
        questions.stream().map(CompletableFuture::supplyAsync).toList();
    all(asked);
    return asked.stream().map(CompletableFuture::join).toList();
  }

  /** Two questions of different kinds. */
  public static <A, B> Both<A, B> both(Supplier<A> one, Supplier<B> other) {
    CompletableFuture<A> first = CompletableFuture.supplyAsync(one);
    CompletableFuture<B> second = CompletableFuture.supplyAsync(other);
    all(List.of(first, second));
    return new Both<>(first.join(), second.join());
  }

  /** Two answers. */
  public record Both<A, B>(A one, B other) {}

  private static void all(List<? extends CompletableFuture<?>> asked) {
    try {
      CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException failure) {
      Throwable thrown = failure.getCause();
      asked.stream()
          .flatMap(one -> failure(one).stream())
          .filter(other -> other != thrown)
          .forEach(thrown::addSuppressed);
      throw SideBySide.<RuntimeException>asItIs(thrown);
    }
  }

  private static Optional<Throwable> failure(CompletableFuture<?> ended) {
    return ended
        .handle((answer, thrown) -> Optional.ofNullable(thrown))
        .join()
        .map(thrown -> thrown instanceof CompletionException wrapped ? wrapped.getCause() : thrown);
  }

  /** Spark's own exceptions are checked ones, though Scala declares none. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E asItIs(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
