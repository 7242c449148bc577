package dev.tributary.capture.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who a request comes from. {@code X-Forwarded-For} counts only where the connection comes from a
 * configured proxy, and in it only the last address that no configured proxy put there: what stands
 * before it anybody can have written.
 */
final class ClientAddress {

  private static final String FORWARDED_FOR = "x-forwarded-for";
  private static final Pattern WITH_PORT =
      Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::\\d{1,5})?|([0-9.]+):\\d{1,5}");

  private final List<InetAddress> proxies;

  /**
   * Trusts these.
   *
   * @param proxies addresses as text, no names
   */
  ClientAddress(List<String> proxies) {
    this.proxies = proxies.stream().map(ClientAddress::literal).toList();
  }

  /** Whether that address speaks for many clients. */
  boolean isProxy(InetAddress peer) {
    return proxies.contains(peer);
  }

  InetAddress of(InetAddress peer, HttpHeaders headers) {
    InetAddress client = peer;
    List<String> lines = headers.getAll(FORWARDED_FOR);
    if (lines.isEmpty() || !proxies.contains(peer)) {
      return client;
    }
    String[] hops = String.join(",", lines).split(",", -1);
    for (int i = hops.length - 1; i >= 0 && proxies.contains(client); i--) {
      InetAddress hop = literal(withoutPort(hops[i].strip()));
      if (hop == null) {
        return client; // Not an address: nobody behind it can be believed.
      }
      client = hop;
    }
    return client;
  }

  /** Some proxies write {@code 192.0.2.1:4711} or {@code [2001:db8::1]:4711} (RFC 7239, 6). */
  private static String withoutPort(String hop) {
    Matcher port = WITH_PORT.matcher(hop);
    return port.matches() ? Objects.requireNonNullElse(port.group(1), port.group(2)) : hop;
  }

  /** An address as text; a name is never looked up. */
  private static InetAddress literal(String text) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
    try {
      return bytes == null ? null : InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four or sixteen bytes are an address", e);
    }
  }
}
