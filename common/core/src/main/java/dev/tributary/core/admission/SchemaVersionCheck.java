package dev.tributary.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.core.reject.Reason;
import java.math.BigDecimal;

/** The event follows a version of the contract that we know. */
final class SchemaVersionCheck implements Check {

  static final int VERSION = 1;

  @Override
  public void apply(Draft draft) {
    JsonNode version = draft.fields().member("schema_version");
    if (version == null) {
      throw new Refusal(Reason.MISSING_SCHEMA_VERSION.plainly());
    }
    if (!version.isNumber()) {
      throw new Refusal(
          Reason.WRONG_TYPE.because(
              "schema_version is a JSON " + Fields.kind(version) + "; the contract has a number"));
    }
    BigDecimal number = version.decimalValue();
    if (number.compareTo(BigDecimal.valueOf(VERSION)) != 0) {
      String shown = number.precision() > 20 ? "a very long number" : number.toString();
      throw new Refusal(Reason.UNSUPPORTED_SCHEMA_VERSION.because(shown));
    }
    draft.fields().node().put("schema_version", VERSION);
  }
}
