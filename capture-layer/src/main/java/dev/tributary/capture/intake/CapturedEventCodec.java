package dev.tributary.capture.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.capture.intake.CapturedEvent.Accepted;
import dev.tributary.capture.intake.CapturedEvent.Refused;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The body of a journal record: a form byte, then the components in order. */
public final class CapturedEventCodec {

  private static final int ACCEPTED = 1;
  private static final int REFUSED = 2;

  private CapturedEventCodec() {}

  public static byte[] encode(CapturedEvent event) {
    return event instanceof Accepted accepted ? encode(accepted) : encode((Refused) event);
  }

  private static byte[] encode(Accepted event) {
    byte[] key = event.key().getBytes(UTF_8);
    byte[] partitionKey = event.partitionKey().getBytes(UTF_8);
    byte[] status = event.status().getBytes(UTF_8);
    int texts = key.length + partitionKey.length + status.length + 3 * Short.BYTES;
    ByteBuffer out =
        ByteBuffer.allocate(1 + Long.BYTES + texts + Integer.BYTES + event.payload().length);
    out.put((byte) ACCEPTED).putLong(micros(event.receivedAt()));
    put(out, key);
    put(out, partitionKey);
    out.putInt(event.schemaVersion());
    put(out, status);
    return out.put(event.payload()).array();
  }

  private static byte[] encode(Refused event) {
    byte[] reason = event.reason().getBytes(UTF_8);
    byte[] problem = event.problem().getBytes(UTF_8);
    byte[] remedy = event.remedy().getBytes(UTF_8);
    int texts = reason.length + problem.length + remedy.length + 3 * Short.BYTES;
    byte[] payload = event.payload() == null ? new byte[0] : event.payload();
    ByteBuffer out =
        ByteBuffer.allocate(1 + Long.BYTES + texts + Integer.BYTES + 1 + payload.length);
    out.put((byte) REFUSED).putLong(micros(event.receivedAt()));
    put(out, reason);
    put(out, problem);
    put(out, remedy);
    out.putInt(event.size()).put((byte) (event.payload() == null ? 0 : 1));
    return out.put(payload).array();
  }

  /** Texts here have at most a few thousand bytes. */
  private static void put(ByteBuffer out, byte[] text) {
    out.putShort((short) text.length).put(text);
  }

  /**
   * The inverse of {@link #encode}.
   *
   * @throws IOException when the bytes are of a form that this version does not know
   */
  public static CapturedEvent decode(byte[] body) throws IOException {
    try {
      return read(body);
    } catch (EOFException e) {
      throw new IOException("A journal record is shorter than its form asks for.", e);
    }
  }

  private static CapturedEvent read(byte[] body) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
    int form = in.readByte();
    Instant receivedAt = Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS);
    return switch (form) {
      case ACCEPTED ->
          new Accepted(text(in), text(in), receivedAt, in.readInt(), text(in), in.readAllBytes());
      case REFUSED ->
          new Refused(
              receivedAt,
              text(in),
              text(in),
              text(in),
              in.readInt(),
              in.readBoolean() ? in.readAllBytes() : null);
      default ->
          throw new IOException(
              "A journal record has the form "
                  + form
                  + ", which this version does not know. Start the version that wrote it.");
    };
  }

  private static String text(DataInputStream in) throws IOException {
    byte[] text = new byte[in.readUnsignedShort()];
    in.readFully(text);
    return new String(text, UTF_8);
  }

  private static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000L);
  }
}
