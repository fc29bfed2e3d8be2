// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.centossrv.inventory.Acceptance;
import io.centossrv.inventory.AcceptanceOutcome;
import io.centossrv.inventory.JoinTokenTerms;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.NodeState;
import io.centossrv.inventory.internal.BusKey;
import io.centossrv.inventory.internal.store.Applicant;
import io.centossrv.inventory.internal.store.InventoryFixture;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.security.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AcceptanceTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final Caller ROOT = new Caller("root", Set.of("*"));
    private static final int MANY = 4_000;

    private InventoryFixture inventory;
    private AuditedNodeAdminService admin;

    @BeforeEach
    void prepare() {
        inventory = new InventoryFixture(EMBEDDED);
        admin = new InventoryServices(inventory).lifecycle();
    }

    @Test
    void acceptsManyAtOnceAndAgainWithoutEffect() {
        byte[] hash = inventory.token(
                "t",
                new JoinTokenTerms(Duration.ofHours(1), MANY, Optional.empty(), new TreeMap<>(), Optional.empty()));
        List<Acceptance> asked = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Applicant applicant = Applicant.of(new BusKey(InventoryFixture.randomBusKey()), "host" + i, "m" + i);
            inventory.redeem("t", hash, applicant, MANY);
            asked.add(line(applicant.key().fingerprint(), i % 2 == 0 ? Optional.of("node" + i) : Optional.empty()));
        }
        long start = System.nanoTime();
        List<AcceptanceOutcome> outcomes = admin.acceptAll(ROOT, asked, false);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
        assertThat(outcomes).hasSize(MANY).allMatch(outcome -> outcome instanceof AcceptanceOutcome.Accepted);
        assertThat(outcomes)
                .extracting(AcceptanceOutcome::fingerprint)
                .containsExactlyElementsOf(
                        asked.stream().map(Acceptance::fingerprint).toList());
        assertThat(inventory.nodes().find(new NodeName("node2")).orElseThrow().state())
                .isEqualTo(NodeState.OFFLINE);
        assertThat(inventory.nodes().find(new NodeName("host3"))).isPresent();
        assertThat(admin.acceptAll(ROOT, asked, false))
                .allMatch(outcome -> outcome instanceof AcceptanceOutcome.Unchanged);
    }

    @Test
    void changesNothingWhereALineIsWrong() {
        Node good = inventory.pending("web1");
        Node badName = inventory.pending("Under_score");
        Node taken = inventory.pending("db1");
        inventory.accepted("db1");
        Node gone = inventory.pending("gone");
        admin.reject(ROOT, gone.id());
        List<Acceptance> asked = List.of(
                line(good.fingerprint(), Optional.empty()),
                line("SHA256:nobody", Optional.of("x")),
                line(badName.fingerprint(), Optional.empty()),
                line(taken.fingerprint(), Optional.of("db1")),
                line(gone.fingerprint(), Optional.empty()),
                line(good.fingerprint(), Optional.of("again")));
        CentossrvException refused =
                catchThrowableOfType(CentossrvException.class, () -> admin.acceptAll(ROOT, asked, false));
        assertThat(refused.code().name()).isEqualTo("acceptance-invalid");
        assertThat(refused.details()).extracting(detail -> detail.line()).containsExactly(2, 3, 4, 5, 6);
        assertThat(inventory.nodes().find(good.id()).orElseThrow().state()).isEqualTo(NodeState.PENDING);

        assertThat(admin.acceptAll(ROOT, asked, true))
                .extracting(outcome -> outcome instanceof AcceptanceOutcome.Refused no ? no.code() : "accepted")
                .containsExactly(
                        "accepted",
                        "node-not-found",
                        "node-name-invalid",
                        "node-name-taken",
                        "node-not-pending",
                        "acceptance-invalid");
        assertThat(inventory.nodes().find(good.id()).orElseThrow().state()).isEqualTo(NodeState.OFFLINE);
        assertThat(catchThrowableOfType(CentossrvException.class, () -> admin.acceptAll(ROOT, List.of(), false))
                        .code()
                        .name())
                .isEqualTo("acceptance-invalid");
    }

    private static Acceptance line(String fingerprint, Optional<String> name) {
        return new Acceptance(fingerprint, name, new TreeMap<>());
    }
}
