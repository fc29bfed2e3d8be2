// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import io.centossrv.agent.inventory.CollectorCost;
import io.centossrv.agent.inventory.InventoryItem;
import io.centossrv.agent.inventory.ItemCollector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Containers of podman and docker that the agent may see. */
@Component
public final class ContainerCollector implements ItemCollector {
    private static final String FORMAT = "{{.ID}}\t{{.Names}}\t{{.Image}}\t{{.State}}";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final SystemFiles files;
    private final Commands commands;

    @Activate
    public ContainerCollector() {
        this(Path.of("/"), new Commands());
    }

    ContainerCollector(Path root, Commands commands) {
        this.files = new SystemFiles(root);
        this.commands = commands;
    }

    @Override
    public String kind() {
        return "container";
    }

    @Override
    public Duration period() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Duration limit() {
        return LIMIT.multipliedBy(2).plusSeconds(5);
    }

    @Override
    public CollectorCost cost() {
        return CollectorCost.COSTLY;
    }

    @Override
    public Optional<List<InventoryItem>> collect() {
        List<InventoryItem> containers = new ArrayList<>();
        for (String engine : List.of("podman", "docker")) {
            if (files.exists("usr/bin/" + engine)) {
                commands.output(LIMIT, engine, "ps", "--all", "--no-trunc", "--format", FORMAT)
                        .ifPresent(printed -> read(engine, printed, containers));
            }
        }
        return Optional.of(containers);
    }

    private static void read(String engine, String printed, List<InventoryItem> containers) {
        for (String line : printed.split("\n")) {
            String[] fields = line.split("\t", -1);
            if (fields.length == 4 && !fields[0].isEmpty()) {
                containers.add(InventoryItem.of(
                        fields[1].isEmpty() ? fields[0] : fields[1],
                        Map.of("engine", engine, "id", fields[0], "image", fields[2], "state", fields[3])));
            }
        }
    }
}
