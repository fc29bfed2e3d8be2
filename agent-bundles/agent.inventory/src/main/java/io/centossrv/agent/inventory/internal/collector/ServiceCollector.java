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

/** Services of systemd, or of SysV where there is no systemd: how they are to start, and whether they run. */
@Component
public final class ServiceCollector implements ItemCollector {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final SystemFiles files;
    private final Commands commands;

    @Activate
    public ServiceCollector() {
        this(Path.of("/"), new Commands());
    }

    ServiceCollector(Path root, Commands commands) {
        this.files = new SystemFiles(root);
        this.commands = commands;
    }

    @Override
    public String kind() {
        return "service";
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
        return Optional.of(files.exists("run/systemd/system") ? systemd() : sysv());
    }

    private List<InventoryItem> systemd() {
        Map<String, Map<String, String>> services = new TreeMap<>();
        String units = commands.output(
                        LIMIT, "systemctl", "list-unit-files", "--type=service", "--no-legend", "--no-pager")
                .orElse("");
        for (String line : units.split("\n")) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length >= 2 && isService(fields[0])) {
                service(services, fields[0]).put("enabled", fields[1]);
            }
        }
        String active = commands.output(
                        LIMIT,
                        "systemctl",
                        "list-units",
                        "--type=service",
                        "--all",
                        "--plain",
                        "--no-legend",
                        "--no-pager")
                .orElse("");
        for (String line : active.split("\n")) {
            String[] fields = line.strip().split("\\s+", 5);
            if (fields.length >= 4 && isService(fields[0]) && !fields[1].equals("not-found")) {
                service(services, fields[0]).put("state", state(fields[2], fields[3]));
            }
        }
        return items(services);
    }

    /** What runs for a moment now and then is stopped: else the history would be of little else. */
    private static String state(String active, String sub) {
        if (active.equals("failed")) {
            return "failed";
        }
        return sub.equals("running") || sub.equals("listening") ? "running" : "stopped";
    }

    private List<InventoryItem> sysv() {
        Map<String, Map<String, String>> services = new TreeMap<>();
        for (String name : files.names("etc/rc.d/init.d")) {
            if (!name.equals("functions") && !name.equals("README")) {
                service(services, name).put("enabled", "disabled");
            }
        }
        for (int level = 2; level <= 5; level++) {
            for (String link : files.names("etc/rc.d/rc" + level + ".d")) {
                if (link.matches("S\\d\\d.+") && services.containsKey(link.substring(3))) {
                    service(services, link.substring(3)).put("enabled", "enabled");
                }
            }
        }
        services.forEach((name, attributes) ->
                attributes.put("state", files.exists("var/lock/subsys/" + name) ? "running" : "stopped"));
        return items(services);
    }

    /** An instance of a template, such as that of a user's login, comes and goes with its user. */
    private static boolean isService(String unit) {
        return unit.endsWith(".service") && !unit.startsWith("user@") && !unit.startsWith("user-runtime-dir@");
    }

    private static Map<String, String> service(Map<String, Map<String, String>> services, String name) {
        return services.computeIfAbsent(name, unused -> new TreeMap<>());
    }

    private static List<InventoryItem> items(Map<String, Map<String, String>> services) {
        List<InventoryItem> items = new ArrayList<>();
        services.forEach((name, attributes) -> items.add(InventoryItem.of(name, attributes)));
        return items;
    }
}
