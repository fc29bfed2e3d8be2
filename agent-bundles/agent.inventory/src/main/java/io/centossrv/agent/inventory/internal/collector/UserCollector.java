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

/** Local users, without any hash of a password. */
@Component
public final class UserCollector implements ItemCollector {
    private final SystemFiles files;

    @Activate
    public UserCollector() {
        this(Path.of("/"));
    }

    UserCollector(Path root) {
        this.files = new SystemFiles(root);
    }

    @Override
    public String kind() {
        return "user";
    }

    @Override
    public Optional<List<InventoryItem>> collect() {
        List<InventoryItem> users = new ArrayList<>();
        for (String line : files.lines("etc/passwd")) {
            String[] fields = line.split(":", -1);
            if (fields.length == 7 && !fields[0].isEmpty() && !"+-".contains(fields[0].substring(0, 1))) {
                users.add(InventoryItem.of(
                        fields[0], Map.of("uid", fields[2], "gid", fields[3], "home", fields[5], "shell", fields[6])));
            }
        }
        return Optional.of(users);
    }
}
