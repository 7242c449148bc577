package dev.tributary.core.money;

import java.time.LocalDate;

/**
 * What a campaign cost on a day.
 *
 * @param source lower case, as sources of touches are
 * @param campaign as the platform writes it; null where the cost is of no one campaign
 */
public record Spend(LocalDate day, String source, String campaign, Money cost) {}
