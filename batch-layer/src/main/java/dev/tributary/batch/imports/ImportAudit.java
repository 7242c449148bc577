package dev.tributary.batch.imports;

import dev.tributary.lake.Lake;
import dev.tributary.lake.Records;
import dev.tributary.lake.Table;
import java.time.Instant;
import java.util.List;

/** Writes down who vouched for the consent of a file. */
final class ImportAudit {

  private ImportAudit() {}

  static void write(Lake lake, Instant at, ImportSummary summary, String batch, String consent) {
    String detail =
        "{\"vouched_consent\":\"%s\",\"ingest_batch\":\"%s\",\"rows\":%d,\"events\":%d}"
            .formatted(consent, batch, summary.rows(), summary.events());
    AuditEntry entry =
        new AuditEntry(at, System.getProperty("user.name"), "import", summary.file(), detail);
    lake.append(Table.AUDIT_LOG, Records.table(lake.spark(), List.of(entry), AuditEntry.class));
  }
}
