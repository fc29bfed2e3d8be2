// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.EventDraft;
import io.centossrv.persistence.EventService;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.internal.store.TestDatabases;
import io.centossrv.platform.security.Caller;
import io.centossrv.rest.WebSocketEndpoint.Receiver;
import io.centossrv.rest.WebSocketEndpoint.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final Caller BOB = new Caller("bob", Set.of("event:read"));
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database = TestDatabases.of(EMBEDDED.persistence()).open();
    private final EventStream stream = new EventStream();

    @BeforeEach
    void start() {
        stream.bindEvents(EMBEDDED.events());
    }

    @AfterEach
    void stop() {
        stream.close();
    }

    @Test
    void aPeerThatComesBackMissesNone() throws Exception {
        long before = EMBEDDED.events().newest();
        emit("job.started", 250);
        Peer first = open(Map.of("after", List.of(Long.toString(before))));
        for (int i = 1; i <= 120; i++) {
            assertThat(first.next().get("sequence").asLong()).isEqualTo(before + i);
        }
        first.receiver.closed();

        Peer again = open(Map.of("after", List.of(Long.toString(before + 120))));
        for (int i = 121; i <= 250; i++) {
            assertThat(again.next().get("sequence").asLong()).isEqualTo(before + i);
        }
        emit("job.ended", 1);
        JsonNode live = again.next();
        assertThat(live.get("sequence").asLong()).isEqualTo(before + 251);
        assertThat(live.get("topic").asText()).isEqualTo("job.ended");
        assertThat(live.get("subject").asText()).isEqualTo("s");
        assertThat(live.get("actor").asText()).isEqualTo("bob");
        assertThat(live.get("audit").asBoolean()).isFalse();
        assertThat(live.get("data").get("n").asInt()).isZero();
        assertThat(live.get("at").asText()).endsWith("Z");
    }

    @Test
    void withoutANumberOnlyNewEventsOfTheTopicsCome() throws Exception {
        emit("node.accepted", 1);
        Peer peer = open(Map.of("topic", List.of("job.*", "node.revoked")));
        assertThat(peer.frames.poll(300, TimeUnit.MILLISECONDS)).isNull();
        emit("node.accepted", 1);
        emit("node.revoked", 1);
        emit("job.started", 1);

        assertThat(peer.next().get("topic").asText()).isEqualTo("node.revoked");
        assertThat(peer.next().get("topic").asText()).isEqualTo("job.started");
    }

    @Test
    void whatIsNoLongerKeptIsSaid() throws Exception {
        emit("job.started", 3);
        EventService all = EMBEDDED.events();
        long newest = all.newest();
        stream.bindEvents(new Trimmed(all, newest - 1));

        Peer peer = open(Map.of("after", List.of("0")));

        JsonNode gap = peer.next().get("gap");
        assertThat(gap.get("from").asLong()).isEqualTo(1);
        assertThat(gap.get("to").asLong()).isEqualTo(newest - 2);
        assertThat(peer.next().get("sequence").asLong()).isEqualTo(newest - 1);
    }

    @Test
    void numbersOfAnotherLifeAreSaidToo() throws Exception {
        emit("job.started", 1);
        long newest = EMBEDDED.events().newest();

        Peer peer = open(Map.of("after", List.of(Long.toString(newest + 50))));

        JsonNode gap = peer.next().get("gap");
        assertThat(gap.get("from").asLong()).isEqualTo(newest + 1);
        assertThat(gap.get("to").asLong()).isEqualTo(newest + 50);
        emit("job.started", 1);
        assertThat(peer.next().get("sequence").asLong()).isEqualTo(newest + 1);
    }

    @Test
    void aPeerThatIsTooSlowIsNotServedAnyMore() throws Exception {
        Peer slow = open(Map.of("after", List.of(Long.toString(EMBEDDED.events().newest()))));
        slow.full = true;
        emit("job.started", 2);
        Peer other =
                open(Map.of("after", List.of(Long.toString(EMBEDDED.events().newest() - 2))));
        other.next();
        other.next();
        slow.full = false;
        emit("job.started", 1);
        other.next();
        assertThat(slow.frames).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"after=-1", "after=x", "after=99999999999999999999", "topic=JOB", "topic=a b", "topic="})
    void parametersThatAreWrongCloseTheConnection(String parameter) {
        String[] parts = parameter.split("=", -1);
        Peer peer = open(Map.of(parts[0], List.of(parts[1])));
        assertThat(peer.closed).isEqualTo(1008);
    }

    @Test
    void thePlatformsEndIsSaid() {
        Peer peer = open(Map.of());
        stream.close();
        assertThat(peer.closed).isEqualTo(1001);
    }

    private Peer open(Map<String, List<String>> parameters) {
        Peer peer = new Peer();
        peer.receiver = stream.open(BOB, parameters, peer);
        return peer;
    }

    private void emit(String topic, int count) throws InterruptedException {
        long before = EMBEDDED.events().newest();
        database.inTransaction(transaction -> {
            for (int i = 0; i < count; i++) {
                transaction.emit(new EventDraft(topic, "s", "bob", false, "{\"n\":" + i + "}"));
            }
            return count;
        });
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (EMBEDDED.events().newest() < before + count) {
            assertThat(System.nanoTime()).as("waited 5 s for the sealer").isLessThan(deadline);
            Thread.sleep(5);
        }
        stream.eventsSealed(before + count);
    }

    /** A peer with a queue that the test may declare full. */
    private static final class Peer implements Session {
        private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
        private volatile boolean full;
        private volatile int closed;
        private Receiver receiver;

        @Override
        public boolean send(String text) {
            return !full && frames.add(text);
        }

        @Override
        public void close(int status, String reason) {
            closed = status;
        }

        private JsonNode next() throws Exception {
            String frame = frames.poll(5, TimeUnit.SECONDS);
            assertThat(frame).as("a frame within 5 s").isNotNull();
            return JSON.readTree(frame);
        }
    }

    /** The real events, of which the oldest are gone. */
    private record Trimmed(EventService all, long oldest) implements EventService {
        @Override
        public List<io.centossrv.persistence.Event> read(long after, List<String> topics, int limit) {
            return all.read(Math.max(after, oldest - 1), topics, limit);
        }

        @Override
        public long newest() {
            return all.newest();
        }
    }
}
