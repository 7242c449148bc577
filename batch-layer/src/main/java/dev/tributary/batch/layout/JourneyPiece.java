package dev.tributary.batch.layout;

/**
 * A journey, or a part of its conversions with all of its touches. Public for Spark's generated
 * code.
 *
 * @param piece counts from 0
 * @param pieces in all; 1 for all but the heaviest journeys
 */
public record JourneyPiece(JourneyRow row, int piece, int pieces) {

  /** The first conversion of the piece, or of the one after it. */
  public int bound(int number) {
    return Math.toIntExact((long) row.conversions().size() * number / pieces);
  }
}
