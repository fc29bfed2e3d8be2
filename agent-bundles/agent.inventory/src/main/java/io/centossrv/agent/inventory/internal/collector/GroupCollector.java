// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import io.centossrv.agent.inventory.InventoryItem;
import io.centossrv.agent.inventory.ItemCollector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Local groups and who is in them. */
@Component
public final class GroupCollector implements ItemCollector {
    private final SystemFiles files;

    @Activate
    public GroupCollector() {
        this(Path.of("/"));
    }

    GroupCollector(Path root) {
        this.files = new SystemFiles(root);
    }

    @Override
    public String kind() {
        return "group";
    }

    @Override
    public Optional<List<InventoryItem>> collect() {
        List<InventoryItem> groups = new ArrayList<>();
        for (String line : files.lines("etc/group")) {
            String[] fields = line.split(":", -1);
            if (fields.length == 4 && !fields[0].isEmpty() && !"+-".contains(fields[0].substring(0, 1))) {
                groups.add(InventoryItem.of(fields[0], Map.of("gid", fields[2], "members", fields[3])));
            }
        }
        return Optional.of(groups);
    }
}
