// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import io.centossrv.agent.inventory.InventoryItem;
import io.centossrv.agent.inventory.ItemCollector;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** File systems that are mounted, but those of the kernel alone; mountinfo of proc(5). */
@Component
public final class MountCollector implements ItemCollector {
    private static final Set<String> KERNEL = Set.of(
            "autofs",
            "binfmt_misc",
            "bpf",
            "cgroup",
            "cgroup2",
            "configfs",
            "debugfs",
            "devpts",
            "devtmpfs",
            "efivarfs",
            "fusectl",
            "hugetlbfs",
            "mqueue",
            "nsfs",
            "overlay",
            "proc",
            "pstore",
            "ramfs",
            "rpc_pipefs",
            "securityfs",
            "selinuxfs",
            "sysfs",
            "tmpfs",
            "tracefs");

    private final SystemFiles files;

    @Activate
    public MountCollector() {
        this(Path.of("/"));
    }

    MountCollector(Path root) {
        this.files = new SystemFiles(root);
    }

    @Override
    public String kind() {
        return "mount";
    }

    @Override
    public Optional<List<InventoryItem>> collect() {
        Map<String, InventoryItem> mounts = new TreeMap<>();
        for (String line : files.lines("proc/self/mountinfo")) {
            String[] halves = line.split(" - ", 2);
            String[] first = halves[0].split(" ");
            String[] second = halves.length == 2 ? halves[1].split(" ") : new String[0];
            if (first.length >= 6 && second.length >= 2 && !KERNEL.contains(second[0])) {
                String point = unescaped(first[4]);
                mounts.put(
                        point,
                        InventoryItem.of(
                                point, Map.of("type", second[0], "device", unescaped(second[1]), "options", first[5])));
            }
        }
        return Optional.of(List.copyOf(mounts.values()));
    }

    private static String unescaped(String text) {
        return text.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
    }
}
