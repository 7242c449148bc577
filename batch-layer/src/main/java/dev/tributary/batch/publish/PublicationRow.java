package dev.tributary.batch.publish;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One row of the table publications. Public for Spark's generated code; read the table instead.
 *
 * @param boundary exclusive: conversions before it are final
 * @param rawHighWater JSON of what was read of the raw log
 * @param ruleVersion of channel rules and settings
 * @param channelRules JSON: each set of channel rules and the first day on which it counts
 * @param modelVersions JSON: model to version
 * @param days JSON: every published day to the publication that is current for it
 * @param computedBy JSON: days that only came along to the publication that computed them; null of
 *     earlier releases
 * @param summary JSON of the run's row
 */
public record PublicationRow(
    String publicationId,
    String runId,
    LocalDate fromDay,
    Instant boundary,
    long rawVersion,
    String rawHighWater,
    String ruleVersion,
    String channelRules,
    String modelVersions,
    Instant publishedAt,
    String days,
    String computedBy,
    String summary) {}
