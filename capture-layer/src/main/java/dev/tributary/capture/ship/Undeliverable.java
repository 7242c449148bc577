package dev.tributary.capture.ship;

import dev.tributary.capture.intake.CapturedEvent;
import dev.tributary.capture.intake.CapturedEventCodec;
import dev.tributary.capture.journal.JournalRecord;
import dev.tributary.core.reject.Reason;
import dev.tributary.core.reject.Rejection;
import java.io.IOException;
import java.time.Instant;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/** Records that Kafka refuses for what they are, however often they are sent. */
final class Undeliverable {

  private Undeliverable() {}

  /**
   * Whether sending the same record again can't help. A time that Kafka does not take is none of
   * these: its clock or this one's is set right some day.
   */
  static boolean is(Throwable refusal) {
    return refusal instanceof RecordTooLargeException
        || refusal instanceof RecordBatchTooLargeException
        || refusal instanceof InvalidRecordException
        || refusal instanceof SerializationException;
  }

  /**
   * Whether that is what is said of several records of a batch, whatever is wrong with them; of one
   * that is alone in its batch the kind says what it is.
   */
  static boolean oneOfSeveral(Throwable refusal, Pace pace) {
    return refusal instanceof InvalidRecordException && pace == Pace.BATCHED;
  }

  /** The rejection with the event's own bytes, as far as consent left them: it can be replayed. */
  static CapturedEvent.Refused withBytes(JournalRecord record, String why) {
    CapturedEvent event = decoded(record);
    byte[] payload = event instanceof CapturedEvent.Accepted accepted ? accepted.payload() : null;
    return rejection(record, why, payload);
  }

  /** The rejection that says reason and size only; of a rejected event its own. */
  static CapturedEvent.Refused bare(JournalRecord record, String why) {
    return rejection(record, why, null);
  }

  private static CapturedEvent.Refused rejection(JournalRecord record, String why, byte[] payload) {
    CapturedEvent event = decoded(record);
    if (event instanceof CapturedEvent.Refused refused) {
      return refused.withoutBytes(); // Its own reason says more than that it is too large.
    }
    Instant receivedAt = event == null ? Instant.EPOCH : event.receivedAt();
    Rejection rejection = Reason.UNDELIVERABLE.because(why);
    return new CapturedEvent.Refused(
        receivedAt,
        rejection.reason().code(),
        rejection.problem(),
        rejection.remedy(),
        record.body().length,
        payload);
  }

  private static CapturedEvent decoded(JournalRecord record) {
    try {
      return CapturedEventCodec.decode(record.body());
    } catch (IOException e) {
      return null; // That is why it can't be delivered.
    }
  }
}
