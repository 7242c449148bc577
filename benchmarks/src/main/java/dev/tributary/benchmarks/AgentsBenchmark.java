package dev.tributary.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.core.classify.UserAgents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many agents of a public list of crawlers are flagged, and how many of a list of browsers. The
 * lists are two packages, which pip puts into a folder of their own.
 */
public final class AgentsBenchmark {

  private static final String CRAWLERS = "crawler-user-agents==1.67.0";
  private static final String BROWSERS = "fake-useragent==2.2.0";
  private static final double LEAST_CRAWLERS = 0.97;
  private static final double MOST_BROWSERS = 0.01;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  /**
   * @param folder empty, to put the packages in
   */
  public AgentsBenchmark(Path folder) {
    this.folder = folder;
  }

  /**
   * Fetches both lists and measures.
   *
   * @throws IOException when pip is missing or can't reach its registry
   */
  public List<Comparison> run() throws IOException {
    fetch();
    List<String> crawlers = new ArrayList<>();
    for (JsonNode crawler : json("crawler-user-agents.json")) {
      crawler.path("instances").forEach(agent -> crawlers.add(agent.asText()));
    }
    List<String> browsers = new ArrayList<>();
    for (String line : Files.readAllLines(file("browsers.jsonl"))) {
      browsers.add(JSON.readTree(line).path("useragent").asText());
    }
    double found = flagged(crawlers);
    double wronged = flagged(browsers);
    return List.of(
        new Comparison(
            "bots",
            crawlers.size() + " agents of " + CRAWLERS + " that are flagged",
            found,
            null,
            "share",
            found / LEAST_CRAWLERS,
            ">= " + LEAST_CRAWLERS,
            found >= LEAST_CRAWLERS),
        new Comparison(
            "bots",
            browsers.size() + " agents of " + BROWSERS + " that are flagged",
            wronged,
            null,
            "share",
            wronged <= MOST_BROWSERS ? 1 : MOST_BROWSERS / wronged,
            "<= " + MOST_BROWSERS,
            wronged <= MOST_BROWSERS));
  }

  private void fetch() throws IOException {
    Process pip =
        new ProcessBuilder(
                "python3",
                "-m",
                "pip",
                "install",
                "--quiet",
                "--no-deps",
                "--target",
                folder.toString(),
                CRAWLERS,
                BROWSERS)
            .inheritIO()
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (pip.waitFor() != 0) {
        throw new IOException(
            "The lists of agents were not fetched, since pip failed. Install pip and give it a way"
                + " to its registry.");
      }
    } catch (InterruptedException e) {
      pip.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("The fetching of the lists was interrupted.", e);
    }
  }

  private static double flagged(List<String> agents) {
    long robots =
        agents.stream().filter(agent -> UserAgents.robotReason(agent).isPresent()).count();
    return (double) robots / agents.size();
  }

  private JsonNode json(String name) throws IOException {
    return JSON.readTree(file(name).toFile());
  }

  private Path file(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().equals(name))
          .findFirst()
          .orElseThrow(() -> new IOException("The package holds no " + name + "; pin another."));
    }
  }
}
