// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import io.centossrv.agent.inventory.InventoryItem;
import io.centossrv.agent.inventory.ItemCollector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Disks of the machine; block devices of sysfs(5) that are backed by something. */
@Component
public final class DiskCollector implements ItemCollector {
    private static final Pattern VIRTUAL = Pattern.compile("(loop|ram|zram|fd|sr)\\d+");

    private final SystemFiles files;

    @Activate
    public DiskCollector() {
        this(Path.of("/"));
    }

    DiskCollector(Path root) {
        this.files = new SystemFiles(root);
    }

    @Override
    public String kind() {
        return "disk";
    }

    @Override
    public Optional<List<InventoryItem>> collect() {
        List<InventoryItem> disks = new ArrayList<>();
        for (String name : files.names("sys/block")) {
            String folder = "sys/block/" + name + "/";
            long sectors =
                    files.text(folder + "size").map(DiskCollector::number).orElse(0L);
            if (sectors == 0 || VIRTUAL.matcher(name).matches()) {
                continue;
            }
            Map<String, String> attributes = new TreeMap<>();
            // The kernel counts in 512 bytes, whatever the disk does.
            attributes.put("size", String.valueOf(sectors * 512));
            put(attributes, "model", folder + "device/model");
            put(attributes, "vendor", folder + "device/vendor");
            put(attributes, "rotational", folder + "queue/rotational");
            put(attributes, "removable", folder + "removable");
            disks.add(InventoryItem.of(name, attributes));
        }
        return Optional.of(disks);
    }

    private void put(Map<String, String> attributes, String name, String file) {
        files.text(file).filter(text -> !text.isEmpty()).ifPresent(text -> attributes.put(name, text));
    }

    private static long number(String text) {
        return text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
    }
}
