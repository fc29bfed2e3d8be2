// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.centossrv.inventory.internal.store.InventoryFixture;
import io.centossrv.inventory.message.FactValue;
import io.centossrv.inventory.message.InventoryReport;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.RequestRejected;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InventoryReportHandlerTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private InventoryFixture inventory;
    private InventoryReportHandler handler;
    private NodeId node;

    @BeforeEach
    void prepare() {
        inventory = new InventoryFixture(EMBEDDED);
        handler = new InventoryReportHandler(inventory.facts());
        node = inventory.accepted("web1").id();
    }

    @Test
    void keepsFacts() {
        handle(Map.of(
                "os.id",
                new FactValue.Text("centos"),
                "memory.total",
                new FactValue.Whole(5),
                "cpu.smt",
                new FactValue.Flag(false),
                "network.addresses",
                new FactValue.Texts(List.of("192.0.2.1"))));
        assertThat(inventory.facts().find(node).orElseThrow().values())
                .isEqualTo(Map.of(
                        "os.id",
                        "centos",
                        "memory.total",
                        5L,
                        "cpu.smt",
                        false,
                        "network.addresses",
                        List.of("192.0.2.1")));
    }

    @Test
    void makesTextsStorable() {
        handle(Map.of("a.b", new FactValue.Text("x\u0000y\ud800z\ud83d\ude00\u001b")));
        assertThat(inventory.facts().find(node).orElseThrow().values())
                .isEqualTo(Map.of("a.b", "x\ufffdy\ufffdz\ud83d\ude00\u001b"));
    }

    @Test
    void rejectsWhatBreaksTheLimits() {
        assertThat(code(Map.of("no dots", new FactValue.Whole(1)))).isEqualTo("fact-name-invalid");
        assertThat(code(Map.of("a." + "b".repeat(200), new FactValue.Whole(1)))).isEqualTo("fact-name-invalid");
        assertThat(code(Map.of("a.b", new FactValue.Text("x".repeat(4_097))))).isEqualTo("report-too-large");
        assertThat(code(Map.of("a.b", new FactValue.Texts(Collections.nCopies(1_001, "x")))))
                .isEqualTo("report-too-large");
        Map<String, FactValue> many = new HashMap<>();
        for (int i = 0; i < 2_001; i++) {
            many.put("a.f" + i, new FactValue.Whole(i));
        }
        assertThat(code(many)).isEqualTo("report-too-large");
        Map<String, FactValue> large = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            large.put("a.f" + i, new FactValue.Text("x".repeat(4_096)));
        }
        assertThat(code(large)).isEqualTo("report-too-large");
        assertThat(inventory.facts().find(node)).isEmpty();
    }

    private void handle(Map<String, FactValue> facts) {
        handler.handle(
                node,
                inventory.clock().instant(),
                new InventoryReport(inventory.clock().instant(), facts));
    }

    private String code(Map<String, FactValue> facts) {
        return catchThrowableOfType(RequestRejected.class, () -> handle(facts)).code();
    }
}
