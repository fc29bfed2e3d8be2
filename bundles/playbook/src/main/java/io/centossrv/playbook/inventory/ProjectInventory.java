// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.inventory;

import io.centossrv.playbook.engine.spi.HostTable;
import io.centossrv.playbook.engine.spi.RunFailure;
import io.centossrv.playbook.engine.spi.RunInventory;
import io.centossrv.playbook.load.LoadSettings;
import io.centossrv.playbook.model.Loaded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A run's hosts, from inventories in files, with {@code group_vars} and {@code host_vars} beside them. Of one run. */
public final class ProjectInventory implements RunInventory {
    private final LoadSettings settings;
    private final Inventory inventory;
    private final List<FolderVariables> beside;
    private final List<String> limit;
    private final Map<String, FolderVariables> folders = new HashMap<>();

    /**
     * Creates one.
     *
     * @param sources as {@link InventoryReader#read} takes them
     * @param inventory what was read of them
     * @param limit patterns of {@code --limit}, or {@code @} and a file of them; empty for none
     * @throws IllegalArgumentException where there is no such file
     */
    public ProjectInventory(LoadSettings settings, List<String> sources, Inventory inventory, List<String> limit) {
        this.settings = settings;
        this.inventory = inventory;
        this.limit = limit.stream()
                .flatMap(one -> PatternSplit.of(one).stream())
                .flatMap(one -> one.startsWith("@") ? lines(settings, one.substring(1)) : Stream.of(one))
                .toList();
        this.beside = sources.stream()
                .filter(source -> source.indexOf(',') < 0)
                .map(source -> folder(settings, source))
                .distinct()
                .map(folder -> new FolderVariables(settings, folder))
                .toList();
    }

    private static Stream<String> lines(LoadSettings settings, String file) {
        byte[] content = settings.project()
                .read(file)
                .orElseThrow(() -> new IllegalArgumentException("Unable to find limit file " + file));
        return new String(content, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty());
    }

    private static String folder(LoadSettings settings, String source) {
        if (settings.project().isFolder(source)) {
            return source;
        }
        int slash = source.lastIndexOf('/');
        return slash < 0 ? "" : source.substring(0, slash);
    }

    @Override
    public HostTable hosts() {
        HostTable table = new HostTable();
        inventory.hosts().forEach(host -> table.addHost(host.name(), host.vars()));
        for (InventoryGroup group : inventory.groups()) {
            table.addGroup(group.name(), group.vars());
            table.priority(group.name(), group.priority());
        }
        for (InventoryGroup group : inventory.groups()) {
            group.hosts().forEach(host -> table.addToGroup(group.name(), host));
            group.children().forEach(child -> table.addChild(group.name(), child));
        }
        return table;
    }

    @Override
    public List<String> select(List<String> patterns, HostTable hosts) {
        Inventory now = of(hosts);
        try {
            List<String> selected = HostPatterns.select(now, patterns);
            return limit.isEmpty() ? selected : HostPatterns.limited(now, selected, limit);
        } catch (IllegalArgumentException e) {
            throw new RunFailure("bad-pattern", Optional.empty(), e.getMessage());
        }
    }

    private static Inventory of(HostTable table) {
        List<InventoryHost> hosts = table.hosts().stream()
                .map(name -> new InventoryHost(name, Map.of()))
                .toList();
        List<InventoryGroup> groups = new ArrayList<>();
        for (String name : table.groups()) {
            boolean all = name.equals("all");
            groups.add(new InventoryGroup(
                    name,
                    all ? table.members(name) : List.copyOf(table.direct(name)),
                    all ? List.of() : List.copyOf(table.children(name)),
                    Map.of(),
                    1));
        }
        return new Inventory(hosts, groups);
    }

    @Override
    public Map<String, Object> besideInventory(Owner owner, String name) {
        Map<String, Object> all = new LinkedHashMap<>();
        beside.forEach(folder -> all.putAll(read(folder, owner, name)));
        return all;
    }

    @Override
    public Map<String, Object> besidePlaybook(String folder, Owner owner, String name) {
        return read(folders.computeIfAbsent(folder, path -> new FolderVariables(settings, path)), owner, name);
    }

    private static Map<String, Object> read(FolderVariables folder, Owner owner, String name) {
        Loaded<Map<String, Object>> loaded = owner == Owner.GROUP ? folder.group(name) : folder.host(name);
        return loaded.value()
                .orElseThrow(() -> new RunFailure(
                        loaded.mistakes().get(0).code(),
                        Optional.of(loaded.mistakes().get(0).position()),
                        loaded.mistakes().get(0).message(),
                        loaded.mistakes().get(0).kind().status()));
    }
}
