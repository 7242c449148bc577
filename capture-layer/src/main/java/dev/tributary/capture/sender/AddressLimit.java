package dev.tributary.capture.sender;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many requests with events one address may make a second. It never stands before a redirect:
 * behind one address there may be a whole town. Any thread may ask; bounded, however many addresses
 * come.
 */
public final class AddressLimit {

  private static final int MOST_ADDRESSES = 65_536;

  private final long perSecond;
  private final LongSupplier nanos;
  private final Map<ByteBuffer, Allowance> allowances =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Allowance> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  /**
   * Nobody has asked yet.
   *
   * @param perSecond requests; 0 for any number
   */
  public AddressLimit(long perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
  }

  /** Whether one more request of that address may be worked on. */
  public boolean allows(InetAddress address) {
    if (perSecond == 0 || address == null) {
      return true;
    }
    ByteBuffer network = Network.of(address);
    synchronized (allowances) {
      long now = nanos.getAsLong();
      return allowances
          .computeIfAbsent(network, unseen -> new Allowance(2.0 * perSecond, perSecond, now))
          .take(1, now);
    }
  }
}
