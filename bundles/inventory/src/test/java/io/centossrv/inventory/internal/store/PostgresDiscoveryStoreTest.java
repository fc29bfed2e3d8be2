// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.internal.discovery.DiscoveredHost;
import io.centossrv.inventory.internal.discovery.Discovery;
import io.centossrv.inventory.internal.discovery.KnownHost;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresDiscoveryStoreTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final String KEY = "SHA256:" + "k".repeat(43);

    private InventoryFixture inventory;
    private PostgresDiscoveryStore store;

    @BeforeEach
    void prepare() {
        inventory = new InventoryFixture(EMBEDDED);
        store = inventory.discoveries();
    }

    @Test
    void oneWhoseControlPlaneIsGoneIsInterruptedAndBlocksNobody() throws InterruptedException {
        Discovery dead = begin();
        inventory
                .database()
                .inTransaction(transaction ->
                        Sql.update(transaction, "update discoveries set alive_at = now() - interval '31 seconds'"));
        Discovery next = begin();
        assertThat(store.find(dead.id()).state()).isEqualTo(Discovery.State.INTERRUPTED);
        assertThat(store.find(next.id()).state()).isEqualTo(Discovery.State.RUNNING);
        assertThat(store.progress(dead.id(), List.of(host("10.0.0.1", Optional.empty())), 9))
                .as("one that was given up goes on")
                .isFalse();
        assertThat(store.hosts(dead.id(), first(10)).items()).isEmpty();
        inventory.eventsUntil(event ->
                event.topic().equals("node.discovery-ended") && event.data().contains("interrupted"));
    }

    @Test
    void theNewestTenAreKept() {
        for (int i = 0; i < 12; i++) {
            store.end(begin().id(), List.of(host("10.0.0.1", Optional.empty())), 1, Discovery.State.DONE);
        }
        assertThat(store.list()).hasSize(10).allMatch(one -> one.state() == Discovery.State.DONE);
    }

    @Test
    void pagesGoByAddressAndPort() {
        Discovery discovery = begin();
        store.progress(
                discovery.id(),
                List.of(
                        host("10.0.0.9", Optional.empty()),
                        host("10.0.0.10", Optional.empty()),
                        host("fd00:0:0:0:0:0:0:1", Optional.empty())),
                3);
        Page<KnownHost> page = store.hosts(discovery.id(), first(2));
        assertThat(addresses(page)).containsExactly("10.0.0.9", "10.0.0.10");
        assertThat(addresses(store.hosts(discovery.id(), new PageRequest(2, page.next()))))
                .containsExactly("fd00::1");
    }

    @Test
    void theHostKeySaysMoreThanAddressAndName() {
        Node key = inventory.accepted("key");
        inventory.address(inventory.accepted("address"), "10.0.0.7");
        Node name = inventory.accepted("name");
        inventory.factValue(key, "ssh.host-keys", KEY);
        Discovery discovery = begin();
        store.progress(
                discovery.id(),
                List.of(host("10.0.0.7", Optional.of(KEY)), host("10.0.0.8", Optional.of("SHA256:" + "x".repeat(43)))),
                2);
        List<KnownHost> hosts = store.hosts(discovery.id(), first(5)).items();
        assertThat(hosts.get(0).node().orElseThrow().node()).isEqualTo(key.id());
        assertThat(hosts.get(0).node().orElseThrow().by()).isEqualTo("host-key");
        assertThat(hosts.get(1).node().orElseThrow().node()).isEqualTo(name.id());
        assertThat(hosts.get(1).node().orElseThrow().by()).isEqualTo("hostname");
    }

    private Discovery begin() {
        return store.begin("10.0.0.0/24", List.of(22), 254, "root");
    }

    private static PageRequest first(int limit) {
        return new PageRequest(limit, Optional.empty());
    }

    private static List<String> addresses(Page<KnownHost> page) {
        return page.items().stream().map(known -> known.host().address()).toList();
    }

    private static DiscoveredHost host(String address, Optional<String> fingerprint) {
        return new DiscoveredHost(
                address,
                22,
                Optional.of("NAME.example.org"),
                "SSH-2.0-OpenSSH_8.7",
                fingerprint.map(key -> "ssh-ed25519"),
                fingerprint,
                Instant.parse("2026-03-01T12:00:00Z"));
    }
}
