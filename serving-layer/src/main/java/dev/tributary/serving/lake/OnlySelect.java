package dev.tributary.serving.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Lets a single SELECT through and nothing else. Being locked to the snapshot's files is not
 * enough: a COPY could still write over one of them.
 */
final class OnlySelect {

  private static final ObjectMapper JSON = new ObjectMapper();

  private OnlySelect() {}

  /** DuckDB's own parser decides: only SELECT statements have a JSON form. */
  static void check(Connection connection, String sql) {
    JsonNode parsed = parse(connection, sql);
    if (!parsed.path("error").asBoolean()) {
      if (parsed.path("statements").size() != 1) {
        throw refusal("It holds " + parsed.path("statements").size() + " statements.");
      }
      return;
    }
    String message = parsed.path("error_message").asText();
    if ("parser".equals(parsed.path("error_type").asText())) {
      throw new QueryException(
          "The SQL can't be read: "
              + message
              + Complaint.place(sql, parsed.path("position").asInt(-1))
              + ". Tables are queried in DuckDB's SQL; check the words before and at that place.",
          null);
    }
    throw refusal("It is another kind of statement.");
  }

  private static QueryException refusal(String why) {
    return new QueryException(
        "Only a single SELECT can be run. "
            + why
            + " The tables are read-only here; ask one question that begins with SELECT, WITH,"
            + " FROM, DESCRIBE, SUMMARIZE or SHOW.",
        null);
  }

  private static JsonNode parse(Connection connection, String sql) {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT json_serialize_sql(?::VARCHAR)")) {
      statement.setString(1, sql);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return JSON.readTree(result.getString(1));
      }
    } catch (SQLException | JsonProcessingException e) {
      throw new QueryException("The SQL can't be parsed: " + e.getMessage(), e);
    }
  }
}
