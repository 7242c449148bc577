package dev.tributary.batch.imports;

import java.time.Instant;

/**
 * A row of audit_log; public because it crosses Spark.
 *
 * @param actor the user of the operating system
 * @param detail JSON
 */
public record AuditEntry(Instant at, String actor, String action, String subject, String detail) {}
