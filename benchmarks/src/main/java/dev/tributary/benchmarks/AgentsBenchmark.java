package dev.tributary.benchmarks;

import dev.tributary.core.classify.UserAgents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How many agents of two public lists of crawlers are flagged, and how many of each kind of
 * browser.
 */
public final class AgentsBenchmark {

  private static final double LEAST_CRAWLERS = 0.97;
  private static final double MOST_BROWSERS = 0.01;
  private static final List<String> KINDS =
      List.of("television sets", "old phones", "phones", "tablets", "consoles", "in-app views");

  private final Path folder;

  /**
   * @param folder empty, to put the packages in
   */
  public AgentsBenchmark(Path folder) {
    this.folder = folder;
  }

  /**
   * Fetches the lists and measures.
   *
   * @throws IOException when pip is missing or can't reach its registry, or a list lacks a kind
   */
  public List<Comparison> run() throws IOException {
    AgentLists lists = AgentLists.fetched(folder);
    Map<String, List<String>> detector = lists.detector();
    List<Comparison> rows = new ArrayList<>();
    rows.add(crawlers("agents of " + AgentLists.CRAWLERS, lists.crawlers()));
    rows.add(crawlers("crawlers of " + AgentLists.DETECTOR, of(detector, "crawlers")));
    rows.add(browsers("agents of " + AgentLists.BROWSERS, lists.browsers()));
    for (String kind : KINDS) {
      rows.add(browsers(kind + " of " + AgentLists.DETECTOR, of(detector, kind)));
    }
    return rows;
  }

  private static List<String> of(Map<String, List<String>> detector, String kind)
      throws IOException {
    List<String> agents = detector.get(kind);
    if (agents == null) {
      throw new IOException(AgentLists.DETECTOR + " holds no " + kind + "; pin another.");
    }
    return agents;
  }

  private static Comparison crawlers(String what, List<String> agents) {
    double found = flagged(agents);
    boolean met = found >= LEAST_CRAWLERS;
    return row(what, agents, found, found / LEAST_CRAWLERS, ">= " + LEAST_CRAWLERS, met);
  }

  private static Comparison browsers(String what, List<String> agents) {
    double wronged = flagged(agents);
    boolean met = wronged <= MOST_BROWSERS;
    return row(
        what, agents, wronged, met ? 1 : MOST_BROWSERS / wronged, "<= " + MOST_BROWSERS, met);
  }

  private static Comparison row(
      String what, List<String> agents, double share, double ratio, String bound, boolean met) {
    long distinct = agents.stream().distinct().count();
    String counted =
        "%d %s (%d distinct) that are flagged".formatted(agents.size(), what, distinct);
    return new Comparison("bots", counted, share, null, "share", ratio, bound, met);
  }

  private static double flagged(List<String> agents) {
    long robots =
        agents.stream().filter(agent -> UserAgents.robotReason(agent).isPresent()).count();
    return (double) robots / agents.size();
  }
}
