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
import java.util.Arrays;
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
        double[] warm = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long from = System.nanoTime();
            assertThat(inventory.nodes().select(text, target).nodes()).hasSameSizeAs(selection.nodes());
            warm[i] = (System.nanoTime() - from) / 1e6;
        }
        double[] cold = new double[Math.max(1, ROUNDS / 10)];
        boolean dropped = true;
        for (int i = 0; i < cold.length; i++) {
            dropped &= cool(inventory.database());
            long from = System.nanoTime();
            assertThat(inventory.nodes().select(text, target).nodes()).hasSameSizeAs(selection.nodes());
            cold[i] = (System.nanoTime() - from) / 1e6;
        }
        print(text, selection.nodes().size(), selection.unknown(), warm, cold, dropped);
    }

    private static void pages(InventoryFixture inventory) {
        double[] times = new double[ROUNDS * 4];
        int read = 0;
        int pages = 0;
        Optional<NodeId> after = Optional.empty();
        Target target = TargetParser.parse("tag:env=prod or pkg:p7<1:1.4");
        while (pages < times.length) {
            long from = System.nanoTime();
            Page<Node> page = inventory.nodes().list(PageRequest.first(), after, target);
            times[pages++] = (System.nanoTime() - from) / 1e6;
            read += page.items().size();
            after = page.next().map(NodeId::parse);
            if (after.isEmpty() && pages * 2 >= times.length) {
                break;
            }
        }
        assertThat(read).isPositive();
        print("pages of 100, filtered", read, 0, Arrays.copyOf(times, pages), new double[0], true);
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

    private static void print(String what, int selected, int unknown, double[] warm, double[] cold, boolean dropped) {
        Arrays.sort(warm);
        Arrays.sort(cold);
        System.out.printf(
                "targeting: %-95s %5d selected %5d unknown; warm p50 %.1f p99 %.1f ms%s%n",
                what,
                selected,
                unknown,
                percentile(warm, 50),
                percentile(warm, 99),
                cold.length == 0
                        ? ""
                        : String.format(
                                "; cold p50 %.1f worst %.1f ms%s",
                                percentile(cold, 50),
                                cold[cold.length - 1],
                                dropped ? "" : " (the kernel's cache stays)"));
    }

    private static double percentile(double[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private static int size(String name, int small, int full) {
        return Integer.getInteger("centossrv.targeting." + name, Boolean.getBoolean("centossrv.full") ? full : small);
    }
}
