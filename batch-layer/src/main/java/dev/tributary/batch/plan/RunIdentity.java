package dev.tributary.batch.plan;

import dev.tributary.batch.version.RuleFingerprint;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
   * @param taken whether a publication of that id is written down already: by a run that died
   *     before it published, and of which this directory knows nothing any more
   */
  public static RunIdentity named(
      String runId, DayPlan plan, String writer, Predicate<String> taken) {
    return numbered(runId)
        .map(name -> new RunIdentity(runId, publicationId(name, plan.to(), writer)))
        .filter(identity -> !taken.test(identity.publicationId()))
        .findFirst()
        .orElseThrow();
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
    return numbered(plan.from() + ".." + plan.to() + "@" + rawVersion + "/" + ruleVersion)
        .filter(runId -> !taken.test(runId))
        .map(runId -> new RunIdentity(runId, publicationId(runId, plan.to(), writer)))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<String> numbered(String name) {
    return IntStream.iterate(1, number -> number + 1)
        .mapToObj(number -> number == 1 ? name : name + "#" + number);
  }

  private static String publicationId(String name, LocalDate to, String writer) {
    return "pub-"
        + to.format(DateTimeFormatter.BASIC_ISO_DATE)
        + "-"
        + RuleFingerprint.digest(writer + "/" + name).substring(0, 12);
  }
}
