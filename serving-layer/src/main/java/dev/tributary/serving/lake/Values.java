package dev.tributary.serving.lake;

import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;

/** Turns what the driver hands out into values that print exactly. */
final class Values {

  private Values() {}

  static Object of(ResultSet rows, int column) throws SQLException {
    Object value = rows.getObject(column);
    // The driver reads a time without zone in the JVM's zone; asked by type it leaves it alone.
    return value instanceof Timestamp ? rows.getObject(column, LocalDateTime.class) : plain(value);
  }

  private static Object plain(Object value) throws SQLException {
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float real) {
      return Double.valueOf(real.toString());
    }
    if (value instanceof Blob blob) {
      return HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
    }
    if (value instanceof Array array) {
      List<Object> items = new ArrayList<>();
      for (Object item : (Object[]) array.getArray()) {
        items.add(nested(item));
      }
      return items;
    }
    if (value instanceof DuckDBStruct struct) {
      return fields(struct.getMap());
    }
    if (value instanceof Map<?, ?> map) {
      return fields(map);
    }
    if (value instanceof Struct || value instanceof java.util.UUID) {
      return value.toString();
    }
    return value;
  }

  private static Map<String, Object> fields(Map<?, ?> map) throws SQLException {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      fields.put(String.valueOf(entry.getKey()), nested(entry.getValue()));
    }
    return fields;
  }

  /** Inside lists and structs times become text, which is what JSON has for them. */
  private static Object nested(Object value) throws SQLException {
    Object plain = plain(value);
    boolean known =
        plain == null
            || plain instanceof Number
            || plain instanceof Boolean
            || plain instanceof List
            || plain instanceof Map;
    return known ? plain : plain.toString();
  }
}
