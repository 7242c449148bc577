package dev.tributary.batch.imports;

import dev.tributary.core.consent.Choice;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How files are imported.
 *
 * @param map of a table's columns to events, or null where the format needs none
 * @param conversion found in the path of an access log's conversions, or null for none
 * @param conversionType of those conversions
 * @param ownDomains never a source, lower-case
 * @param consent where a file does not say: whoever imports it vouches for it
 */
public record ImportOptions(
    ImportFormat format,
    Path map,
    Pattern conversion,
    String conversionType,
    List<String> ownDomains,
    Choice consent) {}
