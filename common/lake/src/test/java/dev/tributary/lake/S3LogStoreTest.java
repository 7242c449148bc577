package dev.tributary.lake;

import static dev.tributary.lake.FaultyProxy.Fault.CUT_OFF;
import static dev.tributary.lake.FaultyProxy.Fault.REFUSED;
import static dev.tributary.lake.FaultyProxy.Fault.REPLY_LOST;
import static dev.tributary.lake.FaultyProxy.Fault.SLOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3LogStoreTest {

  /** Long enough for a connection to break off in the middle. */
  private static final List<String> COMMIT =
      IntStream.range(0, 4_000).mapToObj(line -> "{\"add\":" + line + "}").toList();

  private static S3Server server;
  private static String bucket;
  private static FaultyProxy proxy;
  private static Configuration hadoop;
  private static S3LogStore store;

  private final org.apache.hadoop.fs.Path log =
      new org.apache.hadoop.fs.Path("s3a://" + bucket + "/" + UUID.randomUUID());
  private final org.apache.hadoop.fs.Path commit = new org.apache.hadoop.fs.Path(log, "1.json");

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.running();
    bucket = server.newBucket();
    proxy = new FaultyProxy(server.port());
    hadoop = S3Server.settings(proxy.endpoint());
    store = new S3LogStore(hadoop);
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
  }

  @Test
  void takenVersionIsRefusedAndKeepsItsContent() throws IOException {
    write(List.of("first", "line"));
    assertThatThrownBy(() -> write(List.of("second")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(read()).containsExactly("first", "line");
  }

  @Test
  void overwriteReplaces() throws IOException {
    write(List.of("old"));
    store.write(commit, List.of("new").iterator(), true, hadoop);
    assertThat(read()).containsExactly("new");
  }

  @Test
  void bodyThatBreaksOffLeavesNothing() {
    Iterator<String> breaks =
        Stream.of("one", "two")
            .peek(
                line -> {
                  if (line.equals("two")) {
                    throw new IllegalStateException("disk pulled");
                  }
                })
            .iterator();
    assertThatThrownBy(() -> store.write(commit, breaks, false, hadoop)).hasMessage("disk pulled");
    assertThatThrownBy(this::read).isInstanceOf(java.io.FileNotFoundException.class);
  }

  @Test
  void overloadedServiceIsAskedAgain() throws IOException {
    proxy.next(REFUSED, REFUSED);
    write(COMMIT);
    assertThat(read()).isEqualTo(COMMIT);
  }

  @Test
  void slowReplyIsAwaited() throws IOException {
    proxy.next(SLOW);
    int before = proxy.puts();
    write(COMMIT);
    assertThat(read()).isEqualTo(COMMIT);
    assertThat(proxy.puts() - before).isOne();
  }

  /** The client's own second attempt meets its first: 412 for a commit that is ours. */
  @Test
  void lostReplyOfOurCommitIsRecognised() throws IOException {
    proxy.next(REPLY_LOST);
    int before = proxy.puts();
    write(COMMIT);
    assertThat(read()).isEqualTo(COMMIT);
    assertThat(proxy.puts() - before).as("attempts").isGreaterThan(1);
  }

  @Test
  void lostReplyOfARefusalIsStillARefusal() throws IOException {
    write(List.of("theirs"));
    proxy.next(REPLY_LOST);
    assertThatThrownBy(() -> write(COMMIT)).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(read()).containsExactly("theirs");
  }

  @Test
  void connectionLostMidCommitIsMadeAgain() throws IOException {
    proxy.next(CUT_OFF);
    write(COMMIT);
    assertThat(read()).isEqualTo(COMMIT);
  }

  @Test
  void whatIsCutOffForGoodMayArriveYetAndIsNotSaidToBeMissing() {
    proxy.next(Collections.nCopies(40, CUT_OFF).toArray(FaultyProxy.Fault[]::new));
    try {
      assertThatThrownBy(() -> write(COMMIT))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("was stored is not known")
          .hasMessageContaining("Run it again");
    } finally {
      proxy.forget();
    }
  }

  @Test
  void serviceThatStaysAwayLeavesNothingAndSaysSo() throws IOException {
    proxy.next(Collections.nCopies(40, REFUSED).toArray(FaultyProxy.Fault[]::new));
    try {
      assertThatThrownBy(() -> write(COMMIT))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("was not stored")
          .hasMessageContaining("Run it again");
    } finally {
      proxy.forget();
    }
    write(COMMIT);
    assertThat(read()).isEqualTo(COMMIT);
  }

  @Test
  void versionsRacedByTwoProcessesAreClaimedOnce(@TempDir Path meeting) throws Exception {
    Map<Integer, String> winners =
        LogStoreRace.winners(log.toString(), meeting, Map.of("S3_ENDPOINT", server.endpoint()));
    for (int version : List.of(0, 99, 199)) {
      assertThat(read(new org.apache.hadoop.fs.Path(log, version + ".json")))
          .containsExactly(winners.get(version));
    }
  }

  private void write(List<String> lines) throws IOException {
    store.write(commit, lines.iterator(), false, hadoop);
  }

  private List<String> read() throws IOException {
    return read(commit);
  }

  private static List<String> read(org.apache.hadoop.fs.Path path) throws IOException {
    List<String> lines = new ArrayList<>();
    try (var stored = store.read(path, hadoop)) {
      stored.forEachRemaining(lines::add);
    }
    return lines;
  }
}
