package dev.tributary.core.classify;

import java.util.List;

/**
 * A known site.
 *
 * @param name what it is called as a source, lower-case
 * @param terms query parameters that carry what was searched for, the likeliest first
 */
record Site(String name, Category category, List<String> terms) {}
