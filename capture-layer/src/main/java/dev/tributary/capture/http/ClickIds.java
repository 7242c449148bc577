package dev.tributary.capture.http;

import io.netty.util.concurrent.FastThreadLocal;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/** Mints first-party click ids: 128 random bits in 22 URL-safe characters. */
final class ClickIds {

  private static final int ID_BYTES = 16;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  /** Random bytes are drawn in bulk and per thread: a draw each would cost a lock and a call. */
  private static final class Supply {
    private final SecureRandom random = new SecureRandom();
    private final byte[] bytes = new byte[256 * ID_BYTES];
    private int used = bytes.length;

    byte[] next() {
      if (used == bytes.length) {
        random.nextBytes(bytes);
        used = 0;
      }
      used += ID_BYTES;
      return Arrays.copyOfRange(bytes, used - ID_BYTES, used);
    }
  }

  private static final FastThreadLocal<Supply> SUPPLY =
      new FastThreadLocal<>() {
        @Override
        protected Supply initialValue() {
          return new Supply();
        }
      };

  private ClickIds() {}

  static String mint() {
    return ENCODER.encodeToString(SUPPLY.get().next());
  }
}
