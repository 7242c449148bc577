package dev.tributary.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortTest {

  @Test
  void aFreePortLiesWhereNoOutgoingConnectionTakesItMeanwhile() {
    int port = FreePort.any();
    assertThat(port).isBetween(20_000, 32_767);
    assertThatCode(() -> FreePort.require(port)).doesNotThrowAnyException();
  }

  @Test
  void aPortThatSomebodyHoldsIsRefusedWithTheRemedy() throws IOException {
    try (ServerSocket held = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> FreePort.require(held.getLocalPort()))
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining("can't listen on 127.0.0.1:" + held.getLocalPort())
          .hasMessageContaining("--kafka-port");
    }
  }
}
