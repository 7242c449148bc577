package dev.tributary.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a simulation as {@code events.jsonl} and {@code truth.json}. */
public final class SimulationFiles {

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

  private SimulationFiles() {}

  /** The JSON of one event, as a sender sends it. */
  public static String json(SimulatedEvent event) {
    try {
      return JSON.writeValueAsString(event.fields());
    } catch (IOException e) {
      throw new IllegalStateException("A simulated event is plain maps and strings", e);
    }
  }

  /**
   * Writes both files into a folder, which is made when absent.
   *
   * @throws IOException when the folder can't be written
   */
  public static void write(Simulation simulation, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("events.jsonl"))) {
      for (SimulatedEvent event : simulation.events()) {
        out.write(json(event));
        out.write('\n');
      }
    }
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("truth.json"))) {
      JSON.writerWithDefaultPrettyPrinter().writeValue(out, plain(simulation.truth()));
    }
  }

  private static Map<String, Object> plain(Truth truth) {
    List<Object> persons = new ArrayList<>();
    for (Truth.Person person : truth.persons()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("person_id", person.id());
      fields.put("visitor_ids", person.visitorIds());
      fields.put("user_id", person.userId());
      fields.put("consent", person.consent());
      persons.add(fields);
    }
    List<Object> orders = new ArrayList<>();
    for (Truth.Order order : truth.orders()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("order_id", order.orderId());
      fields.put("person_id", order.personId());
      fields.put("converted_at", order.at().toString());
      fields.put("value_minor", order.valueMinor());
      fields.put("currency", order.currency());
      List<Object> touches = new ArrayList<>();
      for (Truth.Touch touch : order.touches()) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("at", touch.at().toString());
        one.put("channel", touch.channel());
        one.put("campaign", touch.campaign());
        touches.add(one);
      }
      fields.put("touches", touches);
      orders.add(fields);
    }
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("persons", persons);
    whole.put("orders", orders);
    return whole;
  }
}
