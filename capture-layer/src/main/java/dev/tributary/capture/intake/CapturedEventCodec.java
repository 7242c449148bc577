package dev.tributary.capture.intake;

import dev.tributary.capture.intake.CapturedEvent.Accepted;
import dev.tributary.capture.intake.CapturedEvent.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The body of a journal record: a form byte, then the components in order. */
public final class CapturedEventCodec {

  private static final int ACCEPTED = 1;
  private static final int REFUSED = 2;

  private CapturedEventCodec() {}

  public static byte[] encode(CapturedEvent event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      if (event instanceof Accepted accepted) {
        write(accepted, out);
      } else {
        write((Refused) event, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Memory refused a write", e);
    }
    return bytes.toByteArray();
  }

  private static void write(Accepted event, DataOutputStream out) throws IOException {
    out.writeByte(ACCEPTED);
    out.writeLong(micros(event.receivedAt()));
    out.writeUTF(event.key());
    out.writeUTF(event.partitionKey());
    out.writeInt(event.schemaVersion());
    out.writeUTF(event.status());
    out.write(event.payload());
  }

  private static void write(Refused event, DataOutputStream out) throws IOException {
    out.writeByte(REFUSED);
    out.writeLong(micros(event.receivedAt()));
    out.writeUTF(event.reason());
    out.writeUTF(event.problem());
    out.writeUTF(event.remedy());
    out.writeInt(event.size());
    out.writeBoolean(event.payload() != null);
    if (event.payload() != null) {
      out.write(event.payload());
    }
  }

  /**
   * The inverse of {@link #encode}.
   *
   * @throws IOException when the bytes are of a form that this version does not know
   */
  public static CapturedEvent decode(byte[] body) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
    int form = in.readByte();
    Instant receivedAt = Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS);
    return switch (form) {
      case ACCEPTED ->
          new Accepted(
              in.readUTF(),
              in.readUTF(),
              receivedAt,
              in.readInt(),
              in.readUTF(),
              in.readAllBytes());
      case REFUSED ->
          new Refused(
              receivedAt,
              in.readUTF(),
              in.readUTF(),
              in.readUTF(),
              in.readInt(),
              in.readBoolean() ? in.readAllBytes() : null);
      default ->
          throw new IOException(
              "A journal record has the form "
                  + form
                  + ", which this version does not know. Start the version that wrote it.");
    };
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
