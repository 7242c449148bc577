package dev.tributary.batch.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.batch.BatchRequest;
import dev.tributary.batch.Json;
import dev.tributary.batch.credit.Outcomes;
import dev.tributary.batch.plan.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** An unfinished run as its file holds it. */
final class UnfinishedRunJson {

  private UnfinishedRunJson() {}

  static String write(UnfinishedRun run) {
    SortedMap<String, Object> members = new TreeMap<>();
    members.put("publication_id", run.publicationId());
    members.put("from_day", run.request().from().toString());
    members.put("to_day", run.request().to().toString());
    members.put("run_id", run.request().runId());
    members.put("asked_raw_version", run.request().rawVersion());
    members.put("published_days", run.request().published().name());
    members.put("raw_version", run.rawVersion());
    members.put("raw_high_water", run.rawHighWater());
    members.put("rules", run.rules());
    members.put("begun_at", run.begunAt().toString());
    members.put("parts", run.parts());
    members.put("staged", run.staged().stream().map(UnfinishedRunJson::part).toList());
    members.put("standing", run.standing().name());
    return Json.write(members);
  }

  private static SortedMap<String, Object> part(StagedPart part) {
    SortedMap<String, Object> members = new TreeMap<>();
    members.put("from_day", part.days().from().toString());
    members.put("to_day", part.days().to().toString());
    members.put("touchpoints", part.counts().touchpoints());
    members.put("conversions", part.counts().conversions());
    members.put("credits", part.counts().credits());
    return members;
  }

  /**
   * The run of that text.
   *
   * @throws java.time.DateTimeException when a member is missing or no time
   */
  static UnfinishedRun read(String text) throws JsonProcessingException {
    JsonNode members = Json.tree(text);
    List<StagedPart> staged = new ArrayList<>();
    members.path("staged").forEach(part -> staged.add(part(part)));
    JsonNode asked = members.path("asked_raw_version");
    return new UnfinishedRun(
        members.path("publication_id").asText(),
        new BatchRequest(
            day(members, "from_day"),
            day(members, "to_day"),
            members.path("run_id").textValue(),
            asked.isNumber() ? asked.longValue() : null,
            BatchRequest.Purpose.PUBLISH,
            published(members)),
        members.path("raw_version").longValue(),
        members.path("raw_high_water").asText(),
        members.path("rules").asText(),
        Instant.parse(members.path("begun_at").asText()),
        members.path("parts").intValue(),
        staged,
        standing(members));
  }

  private static StagedPart part(JsonNode members) {
    return new StagedPart(
        new DayRange(day(members, "from_day"), day(members, "to_day")),
        new Outcomes.Counts(
            members.path("touchpoints").longValue(),
            members.path("conversions").longValue(),
            members.path("credits").longValue()));
  }

  /** Runs of an earlier release name none. */
  private static BatchRequest.Published published(JsonNode members) {
    String named = members.path("published_days").asText();
    return named.equals(BatchRequest.Published.WHERE_CHANGED.name())
        ? BatchRequest.Published.WHERE_CHANGED
        : BatchRequest.Published.AS_ASKED;
  }

  private static UnfinishedRun.Standing standing(JsonNode members) {
    String named = members.path("standing").asText();
    return named.equals(UnfinishedRun.Standing.REFUSED_FOR_LACK.name())
        ? UnfinishedRun.Standing.REFUSED_FOR_LACK
        : UnfinishedRun.Standing.COMPUTING;
  }

  private static LocalDate day(JsonNode members, String name) {
    return LocalDate.parse(members.path(name).asText());
  }
}
