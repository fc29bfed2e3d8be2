// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.NodeState;
import io.centossrv.inventory.internal.BusKey;
import io.centossrv.inventory.internal.NodeIdGenerator;
import io.centossrv.persistence.Event;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.CentossrvException;
import io.centossrv.protocol.NodeId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresJoinTokenStoreTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final byte[] HASH = {1, 2, 3};

    private final Applicant applicant = new Applicant(new BusKey(InventoryFixture.randomBusKey()), "web1", "m1");
    private InventoryFixture inventory;

    @BeforeEach
    void prepare() {
        inventory = new InventoryFixture(EMBEDDED);
        inventory
                .tokens()
                .create(
                        "t1",
                        HASH,
                        "root",
                        inventory.clock().instant(),
                        inventory.clock().instant().plusSeconds(60));
    }

    @Test
    void letsTheSameKeyAskAgainAlsoAfterTheTokenExpired() throws InterruptedException {
        Node node = redeem("t1", HASH, applicant);
        assertThat(node.state()).isEqualTo(NodeState.PENDING);
        assertThat(node.hostname()).isEqualTo("web1");
        assertThat(node.team()).isEqualTo("default");
        inventory.clock().advance(Duration.ofDays(2));
        assertThat(redeem("t1", HASH, applicant)).isEqualTo(node);
        inventory
                .standing()
                .accept(
                        node.id(),
                        new NodeName("web1"),
                        "root",
                        inventory.clock().instant());
        assertThat(redeem("t1", HASH, applicant).state()).isEqualTo(NodeState.OFFLINE);
        List<Event> events = inventory.eventsUntil(event -> event.topic().equals("node.accepted"));
        assertThat(events.stream().map(Event::topic).toList())
                .containsExactly("join-token.created", "node.enrolled", "node.accepted");
        assertThat(events).allMatch(Event::audit);
        assertThat(events.get(1).actor()).isEqualTo("join-token:t1");
    }

    @Test
    void servesOneKeyOnly() {
        redeem("t1", HASH, applicant);
        assertThat(code(new Applicant(new BusKey(InventoryFixture.randomBusKey()), "web2", ""), HASH))
                .isEqualTo("join-token-used");
    }

    @Test
    void refusesWrongSecretsUnknownAndExpiredTokens() {
        assertThat(code(applicant, new byte[] {1, 2, 4})).isEqualTo("join-token-invalid");
        CentossrvException unknown =
                catchThrowableOfType(CentossrvException.class, () -> redeem("t2", HASH, applicant));
        assertThat(unknown.code().name()).isEqualTo("join-token-invalid");
        inventory.clock().advance(Duration.ofSeconds(60));
        assertThat(code(applicant, HASH)).isEqualTo("join-token-expired");
    }

    @Test
    void neverTakesARevokedKeyAgain() {
        Node node = redeem("t1", HASH, applicant);
        inventory.standing().revoke(node.id(), "root", inventory.clock().instant());
        assertThat(code(applicant, HASH)).isEqualTo("node-revoked");
        inventory
                .tokens()
                .create(
                        "t3",
                        HASH,
                        "root",
                        inventory.clock().instant(),
                        inventory.clock().instant().plusSeconds(60));
        CentossrvException again = catchThrowableOfType(CentossrvException.class, () -> redeem("t3", HASH, applicant));
        assertThat(again.code().name()).isEqualTo("node-revoked");
    }

    @Test
    void makesOneNodeHoweverManyAskAtOnce() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Node>> askers = IntStream.range(0, 16)
                    .<Callable<Node>>mapToObj(i -> () -> redeem("t1", HASH, applicant))
                    .toList();
            Set<NodeId> made = new HashSet<>();
            for (Future<Node> answer : executor.invokeAll(askers)) {
                made.add(answer.get().id());
            }
            assertThat(made).hasSize(1);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void forgetsTokensThatAreLongOver() {
        inventory.clock().advance(Duration.ofDays(31));
        inventory
                .tokens()
                .create(
                        "t4",
                        HASH,
                        "root",
                        inventory.clock().instant(),
                        inventory.clock().instant().plusSeconds(60));
        assertThat(code(applicant, HASH)).isEqualTo("join-token-invalid");
    }

    private String code(Applicant asker, byte[] hash) {
        return catchThrowableOfType(CentossrvException.class, () -> redeem("t1", hash, asker))
                .code()
                .name();
    }

    private Node redeem(String token, byte[] hash, Applicant asker) {
        return inventory
                .tokens()
                .redeem(
                        token,
                        hash,
                        asker,
                        new NodeIdGenerator(inventory.clock()).next(),
                        inventory.clock().instant());
    }
}
