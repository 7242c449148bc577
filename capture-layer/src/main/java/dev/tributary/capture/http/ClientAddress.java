package dev.tributary.capture.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Who a request comes from. {@code X-Forwarded-For} counts only where the connection comes from a
 * configured proxy, and in it only the last address that no configured proxy put there: what stands
 * before it anybody can have written.
 */
final class ClientAddress {

  private static final String FORWARDED_FOR = "x-forwarded-for";

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
      InetAddress hop = literal(hops[i].strip());
      if (hop == null) {
        return client; // Not an address: nobody behind it can be believed.
      }
      client = hop;
    }
    return client;
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
