package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Two processes that each claim every version they can. */
final class LogStoreRace {

  static final int VERSIONS = 200;

  private LogStoreRace() {}

  /** Who claimed each version; fails where one was claimed twice or not at all. */
  static Map<Integer, String> winners(String log, Path meeting, Map<String, String> environment)
      throws Exception {
    List<String> names = List.of("left", "right");
    List<Process> racers = new ArrayList<>();
    for (String name : names) {
      racers.add(
          OtherProcess.start(
              environment, LogStoreRacer.class, log, meeting.toString(), name, "" + VERSIONS));
    }
    Map<Integer, String> winners = new TreeMap<>();
    for (int i = 0; i < racers.size(); i++) {
      for (String version : OtherProcess.finish(racers.get(i))) {
        assertThat(winners.put(Integer.valueOf(version), names.get(i)))
            .as("version %s, claimed before by", version)
            .isNull();
      }
    }
    assertThat(winners).as("versions claimed").hasSize(VERSIONS);
    return winners;
  }
}
