package dev.tributary.batch.imports;

import java.util.List;
import java.util.SortedMap;

/**
 * What became of one file; {@code rows = imported + rejected + skipped + duplicate}.
 *
 * @param rows lines or records read
 * @param rejected rows of which any event was refused; their other events went in
 * @param skipped rows that are none of our business
 * @param duplicate rows all of whose events were known already
 * @param events that went in
 * @param reasons why rows were skipped or rejected, with how many of each
 * @param problems the first few rejections, in words
 */
public record ImportSummary(
    String file,
    long rows,
    long imported,
    long rejected,
    long skipped,
    long duplicate,
    long events,
    SortedMap<String, Long> reasons,
    List<String> problems) {}
