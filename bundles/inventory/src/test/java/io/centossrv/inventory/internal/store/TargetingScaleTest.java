// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.Selection;
import io.centossrv.inventory.internal.target.Target;
import io.centossrv.inventory.internal.target.TargetGroups;
import io.centossrv.inventory.internal.target.TargetParser;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.protocol.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Ten targets and the pages of a list over a fleet, while all nodes send heartbeats. In the small size only what they
 * select is checked; {@code ./test --full targeting} takes 5,000 nodes and prints times.
 */
class TargetingScaleTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final int NODES = size("nodes", 100, 5000);
    private static final int PACKAGES = size("packages", 40, 1500);
    private static final int SERVICES = size("services", 10, 200);
    private static final int CHANGES = size("changes", 4, 52);
    private static final int ROUNDS = size("rounds", 2, 100);

    private static final List<String> TARGETS = List.of(
            "pkg:p7<1:1.4",
            "not fact:os.major=9",
            "fact:os.name=~\"^CentOS (Stream|Linux 9)$\" and fact:kernel.release=~\"-[34]00\\.el9\"",
            "@both and not site:site1*",
            "fact:kernel.release<5.14.0-250.el9 or fact:os.major>=10",
            "tag:env!=prod and role:web",
            "(pkg:p1=1:1.2 or pkg:p2>=1:1.7) and not pkg:p3<1:1.3",
            "n1* and not (n10* or n11*)",
            "tag:env=prod and fact:os.major=10 and pkg:p5>1:1.3 and not @old",
            "not tag:env=prod and not tag:env=dev or site:site7");

    @Test
    void selectsWithinTime() throws Exception {
        InventoryFixture inventory = new InventoryFixture(EMBEDDED);
        Database database = inventory.database();
        new LargeFleet(database, NODES, PACKAGES, SERVICES, CHANGES).make();
        List<NodeId> all = database.read(
                transaction -> Sql.query(transaction, row -> Sql.node(row, "id"), "select id from nodes"));
        ScheduledExecutorService hearts = Executors.newSingleThreadScheduledExecutor();
        Future<?> beats = hearts.scheduleWithFixedDelay(() -> beat(inventory, all), 0, 1, TimeUnit.SECONDS);
        try {
            for (String text : TARGETS) {
                measure(inventory, text);
            }
            pages(inventory);
            assertThat(beats.isDone()).as("heartbeats that ended early").isFalse();
        } finally {
            hearts.shutdown();
            assertThat(hearts.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void measure(InventoryFixture inventory, String text) throws IOException {
        Target target = expanded(inventory, text);
        Selection selection = inventory.nodes().select(text, target);
        assertThat(selection.nodes().size() + selection.unknown())
                .as(text)
                .isPositive()
                .isLessThanOrEqualTo(NODES);
        Meter warm = new Meter(inventory.database());
        for (int i = 0; i < ROUNDS; i++) {
            Selection again = warm.time(() -> inventory.nodes().select(text, target));
            assertThat(again.nodes()).hasSameSizeAs(selection.nodes());
        }
        Meter cold = new Meter(inventory.database());
        boolean dropped = true;
        for (int i = 0; i < Math.max(1, ROUNDS / 10); i++) {
            dropped &= cool(inventory.database());
            Selection again = cold.time(() -> inventory.nodes().select(text, target));
            assertThat(again.nodes()).hasSameSizeAs(selection.nodes());
        }
        System.out.printf(
                "targeting: %s%ntargeting:   %d selected, %d unknown%ntargeting:   warm: %s%ntargeting:   cold%s: %s%n",
                text,
                selection.nodes().size(),
                selection.unknown(),
                warm,
                dropped ? "" : " (the kernel's cache stays)",
                cold);
    }

    private static void pages(InventoryFixture inventory) {
        Meter times = new Meter(inventory.database());
        int read = 0;
        int pages = 0;
        Optional<NodeId> after = Optional.empty();
        Target target = TargetParser.parse("tag:env=prod or pkg:p7<1:1.4");
        while (pages < ROUNDS * 4) {
            Optional<NodeId> from = after;
            Page<Node> page = times.time(() -> inventory.nodes().list(PageRequest.first(), from, target));
            pages++;
            read += page.items().size();
            after = page.next().map(NodeId::parse);
            if (after.isEmpty() && pages >= ROUNDS * 2) {
                break;
            }
        }
        assertThat(read).isPositive();
        System.out.printf("targeting: pages of 100 with a filter, %d pages: %s%n", pages, times);
    }

    private static Target expanded(InventoryFixture inventory, String text) {
        Map<String, Target> meanings = new HashMap<>(inventory.groups().meanings());
        return TargetGroups.expand(TargetParser.parse(text), meanings);
    }

    private static void beat(InventoryFixture inventory, List<NodeId> nodes) {
        Map<NodeId, Instant> heartbeats = new HashMap<>();
        nodes.forEach(node -> heartbeats.put(node, Instant.now()));
        inventory.links().renew(heartbeats, Duration.ofSeconds(30));
    }

    /** Pushes what is cached out of PostgreSQL's own memory and, where it may, out of the kernel's. */
    private static boolean cool(Database database) throws IOException {
        database.read(transaction ->
                Sql.query(transaction, row -> row.getLong(1), "select sum(cardinality(added)) from item_changes"));
        Path drop = Path.of("/proc/sys/vm/drop_caches");
        if (NODES < 1_000 || !Files.isWritable(drop)) {
            return false;
        }
        Files.writeString(drop, "1");
        return true;
    }

    private static int size(String name, int small, int full) {
        return Integer.getInteger("centossrv.targeting." + name, Boolean.getBoolean("centossrv.full") ? full : small);
    }
}
