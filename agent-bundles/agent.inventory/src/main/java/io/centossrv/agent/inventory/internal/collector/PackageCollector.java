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
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Packages with epoch, version and release, read again only when the database of rpm has changed. */
@Component
public final class PackageCollector implements ItemCollector {
    private static final String FORMAT = "%{NAME}\\t%{EPOCH}\\t%{VERSION}\\t%{RELEASE}\\t%{ARCH}\\t%{VENDOR}\\n";
    private static final List<String> FOLDERS = List.of("var/lib/rpm", "usr/lib/sysimage/rpm");
    // A log of SQLite holds changes that its database does not have yet.
    private static final List<String> FILES = List.of("rpmdb.sqlite", "rpmdb.sqlite-wal", "Packages", "Packages.db");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private String readAt = "";
    private final SystemFiles files;
    private final Commands commands;

    @Activate
    public PackageCollector() {
        this(Path.of("/"), new Commands());
    }

    PackageCollector(Path root, Commands commands) {
        this.files = new SystemFiles(root);
        this.commands = commands;
    }

    @Override
    public String kind() {
        return "package";
    }

    @Override
    public Duration period() {
        return Duration.ofMinutes(2);
    }

    @Override
    public Duration limit() {
        return LIMIT.plusSeconds(10);
    }

    @Override
    public CollectorCost cost() {
        return CollectorCost.COSTLY;
    }

    @Override
    public Optional<List<InventoryItem>> collect() {
        String state = state();
        if (state.isEmpty()) {
            // Some machines have rpm and no packages of it: it fails there.
            return Optional.of(List.of());
        }
        if (state.equals(readAt)) {
            return Optional.empty();
        }
        Optional<String> printed = commands.output(LIMIT, "rpm", "-qa", "--qf", FORMAT);
        List<InventoryItem> packages = new ArrayList<>();
        for (String line : printed.orElse("").split("\n")) {
            String[] fields = line.split("\t", -1);
            if (fields.length == 6 && !fields[0].isEmpty()) {
                packages.add(item(fields));
            }
        }
        readAt = state;
        return Optional.of(packages);
    }

    private static InventoryItem item(String... fields) {
        String epoch = fields[1].equals("(none)") || fields[1].equals("0") ? "" : fields[1] + ":";
        Map<String, String> attributes = new TreeMap<>();
        put(attributes, "arch", fields[4]);
        put(attributes, "vendor", fields[5]);
        return new InventoryItem(fields[0], Optional.of(epoch + fields[2] + "-" + fields[3]), attributes);
    }

    private static void put(Map<String, String> attributes, String name, String value) {
        if (!value.isEmpty() && !value.equals("(none)")) {
            attributes.put(name, value);
        }
    }

    /** Returns what differs after each change of the database, which is a folder with one of several kinds of files. */
    private String state() {
        StringBuilder state = new StringBuilder();
        for (String folder : FOLDERS) {
            for (String file : FILES) {
                files.stamp(folder + "/" + file)
                        .ifPresent(stamp -> state.append(file).append(stamp).append(' '));
            }
        }
        return state.toString();
    }
}
