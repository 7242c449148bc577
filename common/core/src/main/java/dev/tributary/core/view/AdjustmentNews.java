package dev.tributary.core.view;

import dev.tributary.core.journey.TimelineEvent;

/**
 * An adjustment as it arrived. What it does to its order follows from both, so it travels as it is
 * and is posted by whoever reads it: {@link ProvisionalCredits}.
 *
 * @param adjustment the event; of several with one key the earliest received counts
 */
public record AdjustmentNews(TimelineEvent adjustment) implements CreditNews {}
