package dev.tributary.capture.sender;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Whose an address is, as far as limits are concerned. */
public final class Network {

  /** An IPv6 customer has a /64 of their own, so only the network counts. */
  private static final int NETWORK_BYTES = 8;

  private Network() {}

  /** The same for all addresses that one customer can take: an IPv4 address, an IPv6 /64. */
  public static ByteBuffer of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return ByteBuffer.wrap(Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK_BYTES)));
  }
}
