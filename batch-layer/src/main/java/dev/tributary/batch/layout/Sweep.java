package dev.tributary.batch.layout;

import org.apache.spark.api.java.function.MapPartitionsFunction;

/**
 * What is made of journeys, a bucket at a time, without moving them.
 *
 * @param <T> a row of the result
 */
public interface Sweep<T extends Record> extends MapPartitionsFunction<JourneyPiece, T> {

  /** Of the rows, so that Spark knows their columns. */
  Class<T> row();

  /**
   * The first instant of interest, in microseconds since 1970: journeys hours before it, or behind
   * the end, are passed over.
   */
  long fromMicros();

  /** The first instant after it, in microseconds since 1970. */
  long endMicros();

  /** Whether journeys without a conversion in that time give it anything; most are. */
  boolean needsTouchesAlone();
}
