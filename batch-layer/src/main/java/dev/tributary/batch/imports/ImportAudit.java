package dev.tributary.batch.imports;

import dev.tributary.lake.Lake;
import dev.tributary.lake.Records;
import dev.tributary.lake.Table;
import java.time.Instant;
import java.util.List;

/** Writes down who imported a file, and vouched for its consent. */
final class ImportAudit {

  private ImportAudit() {}

  static void write(Lake lake, Instant at, ImportSummary summary, String batch, String consent) {
    String detail =
        "{\"vouched_consent\":\"%s\",\"ingest_batch\":\"%s\",\"rows\":%d,\"events\":%d}"
            .formatted(consent, batch, summary.rows(), summary.events());
    write(lake, at, summary.file(), detail);
  }

  /** The same of a table of money, which has nobody's consent. */
  static void money(Lake lake, Instant at, ImportSummary summary, String table, String batch) {
    String detail =
        "{\"table\":\"%s\",\"ingest_batch\":\"%s\",\"rows\":%d,\"imported\":%d,\"rejected\":%d}"
            .formatted(table, batch, summary.rows(), summary.imported(), summary.rejected());
    write(lake, at, summary.file(), detail);
  }

  private static void write(Lake lake, Instant at, String file, String detail) {
    AuditEntry entry = new AuditEntry(at, System.getProperty("user.name"), "import", file, detail);
    lake.append(Table.AUDIT_LOG, Records.table(lake.spark(), List.of(entry), AuditEntry.class));
  }
}
