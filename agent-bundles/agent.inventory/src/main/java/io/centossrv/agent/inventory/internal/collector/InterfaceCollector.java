// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import io.centossrv.agent.inventory.InventoryItem;
import io.centossrv.agent.inventory.ItemCollector;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Network interfaces with their addresses of both versions. */
@Component
public final class InterfaceCollector implements ItemCollector {
    private final SystemFiles files;

    @Activate
    public InterfaceCollector() {
        this(Path.of("/"));
    }

    InterfaceCollector(Path root) {
        this.files = new SystemFiles(root);
    }

    @Override
    public String kind() {
        return "interface";
    }

    @Override
    public Optional<List<InventoryItem>> collect() {
        Map<String, List<String>> addresses = addresses();
        List<InventoryItem> interfaces = new ArrayList<>();
        for (String name : files.names("sys/class/net")) {
            if (name.equals("lo")) {
                continue;
            }
            Map<String, String> attributes = new TreeMap<>();
            put(attributes, "mac", name, "address");
            put(attributes, "mtu", name, "mtu");
            put(attributes, "state", name, "operstate");
            List<String> own = addresses.getOrDefault(name, List.of());
            if (!own.isEmpty()) {
                attributes.put("addresses", String.join(" ", own));
            }
            interfaces.add(InventoryItem.of(name, attributes));
        }
        return Optional.of(interfaces);
    }

    private void put(Map<String, String> attributes, String attribute, String name, String file) {
        files.text("sys/class/net/" + name + "/" + file)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> attributes.put(attribute, text));
    }

    private static Map<String, List<String>> addresses() {
        Map<String, List<String>> addresses = new TreeMap<>();
        try {
            for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                addresses.put(
                        each.getName(),
                        each.getInterfaceAddresses().stream()
                                .map(address ->
                                        Addresses.plain(address.getAddress().getHostAddress()) + "/"
                                                + address.getNetworkPrefixLength())
                                .sorted()
                                .toList());
            }
        } catch (SocketException e) {
            throw new IllegalStateException("the interfaces can't be listed: " + e.getMessage(), e);
        }
        return addresses;
    }
}
