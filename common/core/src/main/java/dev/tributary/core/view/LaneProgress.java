package dev.tributary.core.view;

/**
 * How far a lane of the speed layer is.
 *
 * @param lane {@code raw}, {@code attribution} or {@code provisional}
 * @param processed messages of its topics that it is done with
 * @param available messages that its topics hold
 * @param running false once it has ended
 */
public record LaneProgress(String lane, long processed, long available, boolean running) {}
