package dev.tributary.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.capture.intake.CapturedEvent;
import dev.tributary.capture.intake.CapturedEventCodec;
import dev.tributary.capture.journal.Journal;
import dev.tributary.capture.journal.JournalOptions;
import dev.tributary.capture.journal.JournalReader;
import dev.tributary.capture.journal.JournalRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a collector that has ended leaves in its journal. */
final class JournaledEvents {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JournaledEvents() {}

  /** All in the order of their arrival; fails where one was rejected. */
  static List<JsonNode> of(Path data) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    JournalOptions options =
        new JournalOptions(data.resolve("capture/journal"), 1 << 20, Long.MAX_VALUE, 0);
    try (Journal journal = Journal.open(options);
        JournalReader reader = journal.reader(1)) {
      for (JournalRecord r = reader.next(); r != null; r = reader.next()) {
        CapturedEvent event = CapturedEventCodec.decode(r.body());
        events.add(JSON.readTree(((CapturedEvent.Accepted) event).payload()));
      }
    }
    return events;
  }
}
