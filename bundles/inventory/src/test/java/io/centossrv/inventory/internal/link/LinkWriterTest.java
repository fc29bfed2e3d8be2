// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.inventory.internal.store.InventoryFixture;
import io.centossrv.inventory.internal.store.LinkUp;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.protocol.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LinkWriterTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final List<String> written = new ArrayList<>();
    private final Queue<Runnable> thread = new ArrayDeque<>();
    private int failures;
    private final LinkWriter writer = new LinkWriter(this::write, thread::add, Duration.ofMillis(1));

    @Test
    void linksThatComeUpTogetherAreWrittenTogetherAndInTheirPlace() {
        List<NodeId> nodes = List.of(node(), node());
        writer.up(up(nodes.get(0)));
        writer.up(up(nodes.get(1)));
        writer.write(() -> written.add("down"));
        writer.up(up(nodes.get(0)));
        writer.up(up(nodes.get(0)));
        assertThat(thread).hasSize(1);
        thread.remove().run();
        assertThat(written).containsExactly("2 up", "down", "1 up", "1 up");
        writer.up(up(nodes.get(1)));
        thread.remove().run();
        assertThat(written).endsWith("1 up").hasSize(5);
    }

    @Test
    void whatTheDatabaseDoesNotTakeIsTriedAgainAndNothingOvertakesIt() {
        failures = 3;
        writer.up(up(node()));
        writer.write(() -> written.add("down"));
        thread.remove().run();
        assertThat(failures).isZero();
        assertThat(written).containsExactly("1 up", "down");
    }

    @Test
    void nothingIsWrittenAfterTheEnd() {
        writer.up(up(node()));
        writer.stop();
        thread.remove().run();
        assertThat(written).isEmpty();
    }

    private void write(List<LinkUp> links) {
        if (failures > 0) {
            failures--;
            throw new CentossrvException(
                    new ErrorCode("database-away", ErrorKind.UNAVAILABLE), "The database is away.");
        }
        written.add(links.size() + " up");
    }

    private static LinkUp up(NodeId node) {
        return new LinkUp(node, NOW, InventoryFixture.hello("0.1.0"));
    }

    private static NodeId node() {
        return new NodeId(UUID.randomUUID());
    }
}
