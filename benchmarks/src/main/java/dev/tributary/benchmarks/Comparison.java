package dev.tributary.benchmarks;

/**
 * One line of a benchmark's answer.
 *
 * @param bar number of the bar, or a word where it has none
 * @param ours our figure, in {@code unit}
 * @param peer the other side's figure, or null where a bound stands alone
 * @param ratio ours against the peer, or against the bound, so that 1 is level and more is better
 * @param bound what the ratio, or our figure where there is no peer, has to reach
 * @param met whether it does
 */
public record Comparison(
    String bar,
    String what,
    double ours,
    Double peer,
    String unit,
    double ratio,
    String bound,
    boolean met) {}
