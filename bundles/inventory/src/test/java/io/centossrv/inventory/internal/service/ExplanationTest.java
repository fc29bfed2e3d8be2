// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.inventory.Finding;
import io.centossrv.inventory.Finding.Level;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.internal.store.InventoryFixture;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.security.Caller;
import io.centossrv.transport.AgentHello;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExplanationTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final Caller ROOT = new Caller("root", Set.of("*"));

    private InventoryFixture inventory;
    private InventoryServices services;

    @BeforeEach
    void prepare() {
        inventory = new InventoryFixture(EMBEDDED);
        services = new InventoryServices(inventory);
    }

    @Test
    void saysOfARebuiltHostWhomItLooksLike() {
        Node old = inventory.accepted("web1");
        Node rebuilt = inventory.pending("web1.example.org");
        assertThat(finding(rebuilt, "state").next()).contains("csrv node accept " + rebuilt.id() + " --name NAME");
        Finding like = finding(rebuilt, "rebuilt");
        assertThat(like.message()).contains("web1", "the same machine-id", "csrv node reissue web1");
        assertThat(like.next()).contains("csrv node replace web1 " + rebuilt.id());
        assertThat(topics(old)).doesNotContain("rebuilt");
    }

    @Test
    void followsALinkUpAndDown() {
        Node node = inventory.accepted("web1");
        assertThat(finding(node, "link").level()).isEqualTo(Level.PROBLEM);
        Instant now = inventory.clock().instant();
        AgentHello hello = new AgentHello("192.0.2.1", "0.1.0", "boot", now.plusSeconds(300), "m1", "d1", "i");
        inventory.links().up(node.id(), now, hello, Duration.ofMinutes(1));
        assertThat(finding(node, "link").message()).contains("192.0.2.1");
        assertThat(finding(node, "proof").level()).isEqualTo(Level.OK);
        assertThat(finding(node, "clock").message()).contains("PT5M ahead");
        assertThat(finding(node, "version").message()).contains("0.1.0");
        assertThat(finding(node, "key").message()).contains(node.fingerprint(), "m1", "d1");
        inventory.links().down(node.id(), now.plusSeconds(1), "goodbye: the agent stops");
        assertThat(finding(node, "link").level()).isEqualTo(Level.PROBLEM);
        assertThat(finding(node, "link").message()).contains("the agent stops");
    }

    @Test
    void tellsOfQuarantineReplacementAndNames() {
        Node node = inventory.accepted("web1");
        inventory.clock().advance(Duration.ofMinutes(1));
        services.lifecycle().rename(ROOT, node.id(), new NodeName("www1"));
        services.lifecycle().quarantine(ROOT, node.id(), "odd logins");
        assertThat(finding(node, "state").message()).contains("odd logins");
        assertThat(finding(node, "state").next()).contains("csrv node release www1");
        assertThat(finding(node, "names").message()).contains("web1 since");
        Node fresh = inventory.pending("iron");
        services.lifecycle().replace(ROOT, node.id(), fresh.id());
        assertThat(finding(node, "state").message())
                .contains("replaced", fresh.id().toString());
    }

    @Test
    void takesWhatOthersAddAlsoWhereOneFails() {
        Node node = inventory.accepted("web1");
        StoredExplanationService explaining = services.explaining();
        explaining.bindExplainer(id -> {
            throw new IllegalStateException("broken");
        });
        explaining.bindExplainer(
                id -> List.of(new Finding("waits", Level.NOTICE, "Two jobs wait for its link.", Optional.empty())));
        assertThat(explaining.explain(node.id()).findings())
                .extracting(Finding::topic)
                .contains("other", "waits");
    }

    private Finding finding(Node node, String topic) {
        return services.explaining().explain(node.id()).findings().stream()
                .filter(finding -> finding.topic().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    private List<String> topics(Node node) {
        return services.explaining().explain(node.id()).findings().stream()
                .map(Finding::topic)
                .toList();
    }
}
