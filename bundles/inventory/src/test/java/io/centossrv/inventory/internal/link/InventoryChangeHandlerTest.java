// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.centossrv.inventory.internal.store.InventoryFixture;
import io.centossrv.inventory.message.FactValue;
import io.centossrv.inventory.message.InventoryChange;
import io.centossrv.inventory.message.Item;
import io.centossrv.inventory.message.SectionChange;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.RequestRejected;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InventoryChangeHandlerTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private final RecordingBus bus = new RecordingBus();
    private InventoryFixture inventory;
    private InventoryChangeHandler handler;
    private NodeId node;

    @BeforeEach
    void prepare() {
        inventory = new InventoryFixture(EMBEDDED);
        ResendRequests resend = new ResendRequests();
        resend.bind(bus);
        handler = new InventoryChangeHandler(inventory.facts(), inventory.items(), resend);
        node = inventory.accepted("web1").id();
    }

    @Test
    void keepsFactsWithTheirHistoryAndVitalsWithout() {
        Instant first = handle(facts("", "h1", Map.of("os.major", whole(8), "os.id", text("centos"))));
        Instant second = handle(
                new SectionChange(
                        SectionChange.FACTS, "h1", "h2", Map.of("os.major", whole(9)), List.of(), List.of("os.id")),
                vitals(17));
        handle(vitals(18));
        assertThat(inventory.facts().find(node).orElseThrow().values())
                .isEqualTo(Map.of("os.major", 9L, "memory.free", 18L));
        assertThat(inventory.history().facts(node, first).orElseThrow().values())
                .isEqualTo(Map.of("os.major", 8L, "os.id", "centos"));
        assertThat(inventory.history().facts(node, second).orElseThrow().values())
                .isEqualTo(Map.of("os.major", 9L));
        assertThat(bus.asked()).isEmpty();
    }

    @Test
    void asksForTheWholeOfWhatItCanNotApply() {
        handle(facts("", "h1", Map.of("a.b", whole(1))));
        handle(
                facts("h5", "h6", Map.of("a.b", whole(2))),
                new SectionChange("package", "p1", "p1", Map.of(), List.of(), List.of()));
        assertThat(bus.asked()).containsExactly(List.of("facts", "package"));
        assertThat(inventory.facts().find(node).orElseThrow().values()).isEqualTo(Map.of("a.b", 1L));
    }

    @Test
    void rejectsWhatIsNoInventory() {
        assertThat(code(new SectionChange("Bad", "", "h", Map.of(), List.of(), List.of())))
                .isEqualTo("section-invalid");
        assertThat(code(new SectionChange("package", "", "h h", Map.of(), List.of(), List.of())))
                .isEqualTo("section-invalid");
        assertThat(code(items(new Item("", Optional.empty(), Map.of())))).isEqualTo("item-invalid");
        assertThat(code(items(new Item("a\u0000", Optional.empty(), Map.of())))).isEqualTo("item-invalid");
        assertThat(code(items(new Item("a", Optional.empty(), Map.of("A b", "c")))))
                .isEqualTo("item-invalid");
        assertThat(code(items(new Item("a", Optional.empty(), Map.of("a", "c".repeat(1_025))))))
                .isEqualTo("item-invalid");
        assertThat(code(new SectionChange("package", "", "h", Map.of(), List.of(), List.of("zz"))))
                .isEqualTo("item-invalid");
        assertThat(code(facts("", "h", Map.of("no dots", whole(1))))).isEqualTo("fact-name-invalid");
    }

    private static SectionChange items(Item item) {
        return new SectionChange("package", "", "h", Map.of(), List.of(item), List.of());
    }

    private static SectionChange facts(String base, String hash, Map<String, FactValue> facts) {
        return new SectionChange(SectionChange.FACTS, base, hash, facts, List.of(), List.of());
    }

    private static SectionChange vitals(long free) {
        return new SectionChange(
                SectionChange.VITALS, "", "", Map.of("memory.free", whole(free)), List.of(), List.of());
    }

    private static FactValue whole(long value) {
        return new FactValue.Whole(value);
    }

    private static FactValue text(String value) {
        return new FactValue.Text(value);
    }

    private Instant handle(SectionChange... changes) {
        inventory.clock().advance(Duration.ofMinutes(1));
        Instant now = inventory.clock().instant();
        handler.handle(node, now, new InventoryChange(now, List.of(changes)));
        return now;
    }

    private String code(SectionChange change) {
        return catchThrowableOfType(RequestRejected.class, () -> handle(change)).code();
    }
}
