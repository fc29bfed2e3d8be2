// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.centossrv.inventory.IssuedJoinToken.State;
import io.centossrv.inventory.JoinTokenTerms;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.NodeState;
import io.centossrv.inventory.internal.BusKey;
import io.centossrv.persistence.Event;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.protocol.NodeId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresEnrolmentStoreTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Applicant applicant = machine("web1");
    private InventoryFixture inventory;
    private byte[] hash;

    @BeforeEach
    void prepare() {
        inventory = new InventoryFixture(EMBEDDED);
        hash = inventory.token("t1", JoinTokenTerms.once(MINUTE));
    }

    @Test
    void letsTheSameKeyAskAgainAlsoAfterTheTokenExpired() throws InterruptedException {
        Node node = inventory.redeem("t1", hash, applicant);
        assertThat(node.state()).isEqualTo(NodeState.PENDING);
        assertThat(node.hostname()).isEqualTo("web1");
        assertThat(node.team()).isEqualTo("default");
        inventory.clock().advance(Duration.ofDays(2));
        assertThat(inventory.redeem("t1", hash, applicant)).isEqualTo(node);
        inventory
                .standing()
                .accept(
                        node.id(),
                        new NodeName("web1"),
                        "root",
                        inventory.clock().instant());
        assertThat(inventory.redeem("t1", hash, applicant).state()).isEqualTo(NodeState.OFFLINE);
        List<Event> events = inventory.eventsUntil(event -> event.topic().equals("node.accepted"));
        assertThat(events.stream().map(Event::topic).toList())
                .containsExactly("join-token.created", "node.enrolled", "node.accepted");
        assertThat(events).allMatch(Event::audit);
        assertThat(events.get(1).actor()).isEqualTo("join-token:t1");
    }

    @Test
    void servesOneKeyOnlyUnlessItHasMoreUses() {
        inventory.redeem("t1", hash, applicant);
        assertThat(code("t1", hash, machine("web2"))).isEqualTo("join-token-used");

        byte[] three = inventory.token(
                "t3", new JoinTokenTerms(MINUTE, 3, Optional.empty(), new TreeMap<>(), Optional.empty()));
        Applicant first = machine("a");
        for (Applicant each : List.of(first, first, machine("b"), machine("c"))) {
            inventory.redeem("t3", three, each);
        }
        assertThat(code("t3", three, machine("d"))).isEqualTo("join-token-used");
        assertThat(inventory.redeem("t3", three, first).hostname()).isEqualTo("a");
    }

    @Test
    void refusesWrongSecretsUnknownExpiredAndRevokedTokens() {
        assertThat(code("t1", new byte[] {1, 2, 4}, applicant)).isEqualTo("join-token-invalid");
        assertThat(code("t2", hash, applicant)).isEqualTo("join-token-invalid");
        byte[] other = inventory.token("t4", JoinTokenTerms.once(MINUTE));
        inventory.tokens().revoke("t4", "root", inventory.clock().instant());
        inventory.tokens().revoke("t4", "root", inventory.clock().instant());
        assertThat(code("t4", other, applicant)).isEqualTo("join-token-revoked");
        inventory.clock().advance(MINUTE);
        assertThat(code("t1", hash, applicant)).isEqualTo("join-token-expired");
        assertThat(inventory
                        .tokens()
                        .list(PageRequest.first(), inventory.clock().instant())
                        .items())
                .extracting(token -> token.id() + " " + token.state())
                .containsExactly("t1 " + State.EXPIRED, "t4 " + State.REVOKED);
    }

    @Test
    void keepsTokensToTheirSiteAndNames() {
        byte[] bound = inventory.token(
                "t5",
                new JoinTokenTerms(
                        MINUTE,
                        9,
                        Optional.of("berlin"),
                        new TreeMap<>(Map.of("env", "prod")),
                        Optional.of("web*.de")));
        assertThat(code("t5", bound, machine("db1.de"))).isEqualTo("join-token-other-name");
        assertThat(code("t5", bound, at("web1.de", "paris"))).isEqualTo("join-token-other-site");
        assertThat(inventory.redeem("t5", bound, at("web1.de", "berlin")).state())
                .isEqualTo(NodeState.PENDING);
        assertThat(inventory.redeem("t5", bound, machine("WEB2.DE")).state()).isEqualTo(NodeState.PENDING);
        List<String> given = inventory
                .database()
                .read(transaction -> Sql.query(
                        transaction,
                        row -> row.getString("token_site") + " " + Sql.tags(row, "token_tags"),
                        "select token_site, token_tags from nodes"));
        assertThat(given).containsOnly("berlin {env=prod}").hasSize(2);
        Node accepted = inventory
                .standing()
                .accept(
                        inventory.redeem("t5", bound, machine("web3.de")).id(),
                        new NodeName("web3"),
                        "root",
                        inventory.clock().instant());
        assertThat(inventory.labels().of(accepted.id()))
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("site:berlin", "tag:env=prod");
    }

    @Test
    void neverTakesARevokedKeyAgain() {
        Node node = inventory.redeem("t1", hash, applicant);
        inventory.standing().revoke(node.id(), "root", inventory.clock().instant());
        assertThat(code("t1", hash, applicant)).isEqualTo("node-revoked");
        byte[] other = inventory.token("t3", JoinTokenTerms.once(MINUTE));
        assertThat(code("t3", other, applicant)).isEqualTo("node-revoked");
    }

    @Test
    void givesANodeANewKeyWithATokenOfItsOwn() throws InterruptedException {
        Node before = inventory.accepted("web9");
        byte[] again = inventory.token(new NewJoinToken(
                "re-1", inventory.randomHash(), JoinTokenTerms.once(MINUTE), Optional.of(before.id())));
        Node after = inventory.redeem("re-1", again, applicant);
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.name()).isEqualTo(before.name());
        assertThat(after.state()).isEqualTo(NodeState.OFFLINE);
        assertThat(after.fingerprint()).isEqualTo(applicant.key().fingerprint());
        assertThat(inventory.redeem("re-1", again, applicant)).isEqualTo(after);
        assertThat(inventory.nodes().findByFingerprint(before.fingerprint())).isEmpty();
        assertThat(code("re-1", again, machine("web9"))).isEqualTo("join-token-used");
        assertThat(code("t1", hash, machineWithFormerKeyOf(before))).isEqualTo("node-revoked");
        inventory.eventsUntil(event -> event.topic().equals("node.reissued")
                && event.subject().equals(before.id().toString())
                && event.audit());
    }

    @Test
    void givesNoKeyOfAnotherNodeAndNoneToARevokedOne() {
        Node node = inventory.accepted("web9");
        Node other = inventory.redeem("t1", hash, applicant);
        byte[] again = inventory.token(
                new NewJoinToken("re-1", inventory.randomHash(), JoinTokenTerms.once(MINUTE), Optional.of(node.id())));
        assertThat(code("re-1", again, applicant)).isEqualTo("node-key-taken");
        inventory.standing().revoke(node.id(), "root", inventory.clock().instant());
        assertThat(code("re-1", again, machine("web9"))).isEqualTo("node-state-unfit");
        assertThat(other.state()).isEqualTo(NodeState.PENDING);
    }

    @Test
    void letsSoManyWaitAndNoMore() {
        byte[] many = inventory.token(
                "t6", new JoinTokenTerms(MINUTE, 100, Optional.empty(), new TreeMap<>(), Optional.empty()));
        List<Node> waiting = IntStream.range(0, InventoryFixture.PENDING_LIMIT)
                .mapToObj(i -> inventory.redeem("t6", many, machine("flood" + i)))
                .toList();
        assertThat(code("t6", many, machine("late"))).isEqualTo("enrolment-full");
        inventory
                .standing()
                .revoke(waiting.get(3).id(), "root", inventory.clock().instant());
        assertThat(inventory.redeem("t6", many, machine("late")).state()).isEqualTo(NodeState.PENDING);
    }

    @Test
    void makesOneNodeHoweverManyAskAtOnce() throws Exception {
        Set<NodeId> made = new HashSet<>();
        for (Future<Node> answer : atOnce(IntStream.range(0, 16)
                .<Callable<Node>>mapToObj(i -> () -> inventory.redeem("t1", hash, applicant))
                .toList())) {
            made.add(answer.get().id());
        }
        assertThat(made).hasSize(1);
    }

    @Test
    void countsUsesRightHoweverManyAskAtOnce() throws Exception {
        byte[] three = inventory.token(
                "t3", new JoinTokenTerms(MINUTE, 3, Optional.empty(), new TreeMap<>(), Optional.empty()));
        int let = 0;
        for (Future<Node> answer : atOnce(IntStream.range(0, 12)
                .<Callable<Node>>mapToObj(i -> () -> inventory.redeem("t3", three, machine("h" + i)))
                .toList())) {
            try {
                answer.get();
                let++;
            } catch (ExecutionException e) {
                assertThat(((CentossrvException) e.getCause()).code().name()).isEqualTo("join-token-used");
            }
        }
        assertThat(let).isEqualTo(3);
    }

    @Test
    void forgetsTokensThatAreLongOver() {
        inventory.clock().advance(Duration.ofDays(31));
        inventory.token("t4", JoinTokenTerms.once(MINUTE));
        assertThat(code("t1", hash, applicant)).isEqualTo("join-token-invalid");
    }

    private static List<Future<Node>> atOnce(List<Callable<Node>> askers) throws InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            return executor.invokeAll(askers);
        } finally {
            executor.shutdownNow();
        }
    }

    private Applicant machineWithFormerKeyOf(Node node) {
        String key = inventory
                .database()
                .read(transaction -> Sql.query(
                        transaction,
                        row -> row.getString(1),
                        "select bus_key from former_keys where node = ?",
                        node.id()))
                .get(0);
        return Applicant.of(new BusKey(key), "web9", "m1");
    }

    private static Applicant machine(String hostname) {
        return Applicant.of(new BusKey(InventoryFixture.randomBusKey()), hostname, "m1");
    }

    private static Applicant at(String hostname, String site) {
        return new Applicant(
                new BusKey(InventoryFixture.randomBusKey()), hostname, "m1", "", Optional.of(site), Optional.empty());
    }

    private String code(String token, byte[] secretHash, Applicant asker) {
        return catchThrowableOfType(CentossrvException.class, () -> inventory.redeem(token, secretHash, asker))
                .code()
                .name();
    }
}
