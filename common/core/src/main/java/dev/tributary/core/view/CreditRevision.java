package dev.tributary.core.view;

import dev.tributary.core.journey.AttributedConversion;

/**
 * All models of one order as of one moment, replacing what was said of it before.
 *
 * @param conversionKey the deterministic key of the conversion
 * @param journeyKey under which state the speed layer keeps the journey; with the conversion key it
 *     is the message's key
 * @param generation of the speed layer's state, counts from 1
 * @param number within the generation, counts from 1 for each conversion and journey
 * @param credit touches with their keys, and each model's shares
 * @param ruleVersion of the rules that made it; null where the speed layer was too old to say
 */
public record CreditRevision(
    String conversionKey,
    String journeyKey,
    long generation,
    long number,
    AttributedConversion credit,
    String ruleVersion)
    implements CreditNews {}
