package dev.tributary.cli.demo;

import dev.tributary.cli.output.Progress;
import dev.tributary.simulator.SimulatedEvent;
import dev.tributary.simulator.SimulationFiles;
import java.util.ArrayList;
import java.util.List;

/** Sends the history through the edge, in the order of its delivery. */
final class History {

  private static final int EVENTS_A_REQUEST = 500;

  private final Edge edge;

  History(Edge edge) {
    this.edge = edge;
  }

  void send(List<SimulatedEvent> events) throws InterruptedException {
    try (Progress progress = Progress.of("history sent", "events", events.size())) {
      List<String> request = new ArrayList<>(EVENTS_A_REQUEST);
      for (SimulatedEvent event : events) {
        request.add(SimulationFiles.json(event));
        if (request.size() == EVENTS_A_REQUEST) {
          edge.post(request);
          progress.advance(request.size());
          request.clear();
        }
      }
      if (!request.isEmpty()) {
        edge.post(request);
        progress.advance(request.size());
      }
    }
  }
}
