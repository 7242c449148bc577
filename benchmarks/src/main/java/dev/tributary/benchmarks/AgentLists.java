package dev.tributary.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Public lists of user agents: three packages, which pip puts into a folder of their own. */
final class AgentLists {

  static final String CRAWLERS = "crawler-user-agents==1.67.0";
  static final String BROWSERS = "fake-useragent==2.2.0";

  /** Only the source package has the fixtures, in which each agent has a kind and a device. */
  static final String DETECTOR = "device-detector==6.5.1";

  private static final List<String> VIEWS = List.of("applewebkit", "gecko", "fbav/");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final Path folder;

  private AgentLists(Path folder) {
    this.folder = folder;
  }

  /**
   * @param folder empty, to put the packages in
   * @throws IOException when pip is missing or can't reach its registry
   */
  static AgentLists fetched(Path folder) throws IOException {
    String target = folder.toString();
    python(
        List.of("pip", "install", "--quiet", "--no-deps", "--target", target, CRAWLERS, BROWSERS));
    python(
        List.of(
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--no-binary",
            "device-detector",
            "--dest",
            target,
            DETECTOR));
    String archive = only(folder, "device_detector-6.5.1.tar.gz").toString();
    python(List.of("tarfile", "--extract", archive, target));
    return new AgentLists(folder);
  }

  List<String> crawlers() throws IOException {
    List<String> agents = new ArrayList<>();
    for (JsonNode crawler : JSON.readTree(only(folder, "crawler-user-agents.json").toFile())) {
      crawler.path("instances").forEach(agent -> agents.add(agent.asText()));
    }
    return agents;
  }

  List<String> browsers() throws IOException {
    List<String> agents = new ArrayList<>();
    for (String line : Files.readAllLines(only(folder, "browsers.jsonl"))) {
      agents.add(JSON.readTree(line).path("useragent").asText());
    }
    return agents;
  }

  /**
   * The detector's agents by what they are: {@code crawlers}, and each kind of browser that has a
   * bound. Left out: rows of other devices; rows whose client is no browser, unless it is an app
   * that shows pages; and Dalvik, by which an Android program without a browser fetches.
   */
  Map<String, List<String>> detector() throws IOException {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    Path fixtures = only(folder, "fixtures/upstream/bots.yml").getParent();
    try (Stream<Path> files = Files.list(fixtures)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yml")).sorted().toList()) {
        for (JsonNode row : YAML.readTree(file.toFile())) {
          String agent = row.path("user_agent").asText();
          String kind = kind(row, agent.toLowerCase(Locale.ROOT));
          kinds.computeIfAbsent(kind, any -> new ArrayList<>()).add(agent);
        }
      }
    }
    kinds.remove("");
    return kinds;
  }

  /** Empty for a row that is left out. */
  private static String kind(JsonNode row, String agent) {
    if (row.has("bot")) {
      return "crawlers";
    }
    String client = row.path("client").path("type").asText();
    String device = row.path("device").path("type").asText();
    if (agent.startsWith("dalvik/")) {
      return "";
    }
    if (client.equals("mobile app")) {
      return handheld(device) && VIEWS.stream().anyMatch(agent::contains) ? "in-app views" : "";
    }
    return client.equals("browser") ? kindOfBrowser(device) : "";
  }

  private static boolean handheld(String device) {
    return List.of("smartphone", "phablet", "tablet", "tv", "feature phone").contains(device);
  }

  private static String kindOfBrowser(String device) {
    return switch (device) {
      case "tv" -> "television sets";
      case "feature phone" -> "old phones";
      case "smartphone", "phablet" -> "phones";
      case "tablet" -> "tablets";
      case "console" -> "consoles";
      default -> "";
    };
  }

  private static Path only(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.endsWith(name))
          .findFirst()
          .orElseThrow(() -> new IOException("The package holds no " + name + "; pin another."));
    }
  }

  private static void python(List<String> module) throws IOException {
    List<String> command = new ArrayList<>(List.of("python3", "-m"));
    command.addAll(module);
    Process python =
        new ProcessBuilder(command)
            .inheritIO()
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (python.waitFor() != 0) {
        throw new IOException(
            "The lists of agents were not fetched, since "
                + module.get(0)
                + " failed. Install pip and give it a way to its registry.");
      }
    } catch (InterruptedException e) {
      python.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("The fetching of the lists was interrupted.", e);
    }
  }
}
