package dev.tributary.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Row objects as one JSON array, or one a line. Numbers keep every digit. */
final class JsonWriter implements RowWriter {

  private final List<String> columns;
  private final JsonGenerator json;
  private final Writer out;
  private final Layout layout;

  private enum Layout {
    ARRAY,
    LINES
  }

  private JsonWriter(List<String> columns, Writer out, Layout layout) {
    this.columns = List.copyOf(columns);
    this.out = out;
    this.layout = layout;
    try {
      json = new JsonFactory(new ObjectMapper()).createGenerator(out);
      json.setCodec(new ObjectMapper());
      json.setPrettyPrinter(new MinimalPrettyPrinter(layout == Layout.LINES ? "" : "\n"));
      if (layout == Layout.ARRAY) {
        json.writeStartArray();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonWriter array(List<String> columns, Writer out) {
    return new JsonWriter(columns, out, Layout.ARRAY);
  }

  static JsonWriter lines(List<String> columns, Writer out) {
    return new JsonWriter(columns, out, Layout.LINES);
  }

  @Override
  public void row(Object... values) {
    row(Map.of(), values);
  }

  @Override
  public void row(Map<String, ?> leading, Object... values) {
    try {
      json.writeStartObject();
      for (Map.Entry<String, ?> member : leading.entrySet()) {
        json.writeFieldName(member.getKey());
        write(member.getValue());
      }
      for (int i = 0; i < columns.size(); i++) {
        json.writeFieldName(columns.get(i));
        write(values[i]);
      }
      json.writeEndObject();
      if (layout == Layout.LINES) {
        json.writeRaw('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Double real) {
      writeReal(real);
    } else if (value instanceof BigDecimal decimal) {
      json.writeNumber(decimal);
    } else if (value instanceof BigInteger whole) {
      json.writeNumber(whole);
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof Map || value instanceof Collection || value instanceof JsonNode) {
      json.writePOJO(value);
    } else {
      json.writeString(Exact.text(value));
    }
  }

  private void writeReal(double real) throws IOException {
    if (Double.isFinite(real)) {
      json.writeNumber(real);
    } else {
      // JSON has no word for it; the reader must see that there is no number here.
      json.writeNull();
    }
  }

  @Override
  public void close() {
    try {
      if (layout == Layout.ARRAY) {
        json.writeEndArray();
        json.writeRaw('\n');
      }
      json.close();
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
