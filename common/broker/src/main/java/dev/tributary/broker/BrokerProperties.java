package dev.tributary.broker;

import java.nio.file.Path;
import java.util.Properties;

/** The properties of one KRaft node that is broker and controller at once. */
final class BrokerProperties {

  private BrokerProperties() {}

  static Properties of(Path logs, int port, int controllerPort) {
    Properties properties = new Properties();
    properties.setProperty("process.roles", "broker,controller");
    properties.setProperty("node.id", "1");
    properties.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    properties.setProperty(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    properties.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    properties.setProperty("controller.listener.names", "CONTROLLER");
    properties.setProperty(
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.setProperty("log.dirs", logs.toString());
    // One node: every internal topic has one replica, and consumers need not wait for company.
    properties.setProperty("offsets.topic.replication.factor", "1");
    properties.setProperty("offsets.topic.num.partitions", "1");
    properties.setProperty("transaction.state.log.replication.factor", "1");
    properties.setProperty("transaction.state.log.min.isr", "1");
    properties.setProperty("transaction.state.log.num.partitions", "1");
    properties.setProperty("group.initial.rebalance.delay.ms", "0");
    // A topic that nobody declared is a mistake, not a wish.
    properties.setProperty("auto.create.topics.enable", "false");
    // Events are kept until the raw log has long had them.
    properties.setProperty("log.retention.hours", "168");
    properties.setProperty("log.segment.bytes", "134217728");
    properties.setProperty("num.network.threads", "2");
    properties.setProperty("num.io.threads", "2");
    properties.setProperty("log.cleaner.dedupe.buffer.size", "16777216");
    properties.setProperty("message.max.bytes", "1048576");
    return properties;
  }
}
