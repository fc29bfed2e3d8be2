// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.centossrv.inventory.internal.history.Section;
import io.centossrv.inventory.internal.history.Thing;
import io.centossrv.inventory.internal.target.TargetParser;
import io.centossrv.inventory.message.Item;
import io.centossrv.inventory.message.SectionChange;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.CentossrvException;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.RequestRejected;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresItemStoreTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private InventoryFixture inventory;
    private NodeId node;

    @BeforeEach
    void prepare() {
        inventory = new InventoryFixture(EMBEDDED);
        node = inventory.accepted("web1").id();
    }

    @Test
    void appliesDifferencesToTheBaseThatIsKept() {
        assertThat(apply("", "h1", List.of(pkg("bash", "5.1-1"), pkg("zlib", "1.2-1")), List.of()))
                .isTrue();
        assertThat(apply("h1", "h2", List.of(pkg("bash", "5.2-1")), List.of(pkg("bash", "5.1-1"))))
                .isTrue();
        assertThat(names()).containsExactly("bash 5.2-1 arch=x86_64", "zlib 1.2-1 arch=x86_64");
        assertThat(apply("h1", "h2", List.of(pkg("bash", "5.2-1")), List.of(pkg("bash", "5.1-1"))))
                .as("the same again")
                .isTrue();
        assertThat(apply("other", "h9", List.of(pkg("rogue", "1-1")), List.of()))
                .as("a base that is not kept")
                .isFalse();
        assertThat(apply("h2", "h2", List.of(), List.of()))
                .as("the question whether it is kept")
                .isTrue();
        assertThat(apply("h9", "h9", List.of(), List.of())).isFalse();
        assertThat(names()).hasSize(2);
        assertThat(inventory
                        .nodes()
                        .select("", TargetParser.parse("pkg:bash>5.1"))
                        .nodes())
                .hasSize(1);
        assertThat(inventory
                        .nodes()
                        .select("", TargetParser.parse("pkg:bash<5.2"))
                        .nodes())
                .isEmpty();
    }

    @Test
    void keepsAThingOnceForAllNodes() {
        NodeId other = inventory.accepted("web2").id();
        for (NodeId each : List.of(node, other)) {
            inventory.items().apply(each, change("", "h", List.of(pkg("bash", "5.1-1")), List.of()), now(), now());
        }
        assertThat(inventory.database().<Integer>read(transaction -> Sql.query(
                                transaction, row -> row.getInt(1), "select count(*) from items")
                        .get(0)))
                .isEqualTo(1);
        assertThat(inventory
                        .nodes()
                        .select("", TargetParser.parse("pkg:bash=5.1"))
                        .nodes())
                .hasSize(2);
    }

    @Test
    void rememberEachStateWithinTheLimits() {
        Random random = new Random(7);
        TreeMap<Instant, List<String>> states = new TreeMap<>();
        List<Item> present = new ArrayList<>();
        String hash = "";
        for (int i = 0; i < 60; i++) {
            inventory.clock().advance(Duration.ofMinutes(random.nextInt(3)));
            List<Item> removed = present.isEmpty() ? List.of() : List.of(present.get(random.nextInt(present.size())));
            List<Item> added = List.of(pkg("p" + random.nextInt(20), "1-" + i));
            present.removeAll(removed);
            present.addAll(added);
            assertThat(apply(hash, "h" + i, added, removed)).isTrue();
            hash = "h" + i;
            Instant newest = inventory.database().read(transaction -> Sql.query(
                            transaction,
                            row -> Sql.instant(row, "at").orElseThrow(),
                            "select coalesce(max(at), ?) as at from item_changes",
                            now())
                    .get(0));
            states.put(newest, names());
        }
        states.forEach((at, names) ->
                assertThat(names(Optional.of(at))).as("at %s", at).isEqualTo(names));
        Instant first = states.firstKey();
        assertThat(catchThrowableOfType(CentossrvException.class, () -> names(Optional.of(first.minusSeconds(1))))
                        .code()
                        .name())
                .isEqualTo("history-not-kept");

        Instant cut = new ArrayList<>(states.keySet()).get(30);
        assertThat(inventory.sweep().forget(cut)).isPositive();
        assertThat(names(Optional.of(cut))).isEqualTo(states.get(cut));
        assertThat(catchThrowableOfType(CentossrvException.class, () -> names(Optional.of(cut.minusSeconds(1)))))
                .isNotNull();
        assertThat(inventory.sweep().removeOrphans(now().plusSeconds(1))).isPositive();
        assertThat(names(Optional.of(cut))).as("what the history needs is kept").isEqualTo(states.get(cut));
    }

    @Test
    void refusesTooManyAndThoseOfNobody() {
        List<Item> many = new ArrayList<>();
        for (int i = 0; i < 10_001; i++) {
            many.add(pkg("p" + i, "1-1"));
        }
        assertThat(catchThrowableOfType(RequestRejected.class, () -> apply("", "h", many, List.of()))
                        .code())
                .isEqualTo("report-too-large");
        NodeId pending = inventory.pending("new").id();
        assertThat(inventory.items().apply(pending, change("", "h", many.subList(0, 1), List.of()), now(), now()))
                .isTrue();
        assertThat(inventory.history().section(pending, "package", Optional.empty()))
                .isEmpty();
    }

    private boolean apply(String base, String hash, List<Item> added, List<Item> removed) {
        return inventory.items().apply(node, change(base, hash, added, removed), now(), now());
    }

    private static SectionChange change(String base, String hash, List<Item> added, List<Item> removed) {
        return new SectionChange(
                "package",
                base,
                hash,
                Map.of(),
                added,
                removed.stream().map(Item::key).toList());
    }

    private Instant now() {
        return inventory.clock().instant();
    }

    private static Item pkg(String name, String evr) {
        return new Item(name, Optional.of(evr), Map.of("arch", "x86_64"));
    }

    private List<String> names() {
        return names(Optional.empty());
    }

    private List<String> names(Optional<Instant> at) {
        return inventory.history().section(node, "package", at).map(Section::things).orElseThrow().stream()
                .map((Thing thing) -> thing.name() + " " + thing.text())
                .collect(java.util.stream.Collectors.toCollection(TreeSet::new))
                .stream()
                .toList();
    }
}
