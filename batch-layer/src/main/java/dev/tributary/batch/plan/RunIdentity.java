package dev.tributary.batch.plan;

import dev.tributary.batch.version.RuleFingerprint;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The name of a run and of what it publishes. One follows from the other and from where it runs, so
 * a run that was killed has the same names when it is started again there, and nowhere else.
 *
 * @param runId as given, or derived from what decides the result
 * @param publicationId for example {@code pub-20261108-9f86d081884c}
 */
public record RunIdentity(String runId, String publicationId) {

  /**
   * The identity of a run whose id was given.
   *
   * @param writer names the data directory
   */
  public static RunIdentity named(String runId, DayPlan plan, String writer) {
    return of(runId, plan.to(), writer);
  }

  /**
   * The identity that follows from what decides a run's result. The same result may be published
   * more than once, after a rollback; each publication has rows and a name of its own.
   *
   * @param writer names the data directory
   * @param taken whether a run of that id has published before
   */
  public static RunIdentity derived(
      DayPlan plan, long rawVersion, String ruleVersion, String writer, Predicate<String> taken) {
    String result = plan.from() + ".." + plan.to() + "@" + rawVersion + "/" + ruleVersion;
    return IntStream.iterate(1, number -> number + 1)
        .mapToObj(number -> number == 1 ? result : result + "#" + number)
        .filter(runId -> !taken.test(runId))
        .map(runId -> of(runId, plan.to(), writer))
        .findFirst()
        .orElseThrow();
  }

  private static RunIdentity of(String runId, LocalDate to, String writer) {
    String publicationId =
        "pub-"
            + to.format(DateTimeFormatter.BASIC_ISO_DATE)
            + "-"
            + RuleFingerprint.digest(writer + "/" + runId).substring(0, 12);
    return new RunIdentity(runId, publicationId);
  }
}
