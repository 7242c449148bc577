package dev.tributary.capture.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AllowanceTest {

  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong nanos = new AtomicLong();

  @Test
  void aBurstIsSavedUpAndWhatIsTakenComesBackEvenly() {
    Allowance allowance = new Allowance(10, 2, 0);
    assertThat(allowance.take(10, 0)).isTrue();
    assertThat(allowance.take(1, 0)).isFalse();
    assertThat(allowance.take(1, SECOND / 2)).isTrue();
    assertThat(allowance.take(1, SECOND / 2)).isFalse();
    assertThat(allowance.take(10, 100 * SECOND)).isTrue();
    assertThat(allowance.take(1, 100 * SECOND)).isFalse();
  }

  @Test
  void aRequestLargerThanTheQuotaPassesOnceAllIsSavedUp() {
    Allowance allowance = new Allowance(10, 2, 0);
    assertThat(allowance.take(1_000, 0)).isTrue();
    assertThat(allowance.take(1_000, 3 * SECOND)).isFalse();
  }

  @Test
  void addressesAreApartAndAnIpv6NetworkIsOne() throws Exception {
    AddressLimit limit = new AddressLimit(1, nanos::get);
    InetAddress first = InetAddress.getByName("198.51.100.1");
    assertThat(limit.allows(first)).isTrue();
    assertThat(limit.allows(first)).isTrue();
    assertThat(limit.allows(first)).isFalse();
    assertThat(limit.allows(InetAddress.getByName("198.51.100.2"))).isTrue();
    assertThat(limit.allows(InetAddress.getByName("2001:db8::1"))).isTrue();
    assertThat(limit.allows(InetAddress.getByName("2001:db8::2"))).isTrue();
    assertThat(limit.allows(InetAddress.getByName("2001:db8::3"))).isFalse();
    nanos.addAndGet(SECOND);
    assertThat(limit.allows(first)).isTrue();
  }
}
