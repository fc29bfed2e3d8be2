// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import io.centossrv.agent.inventory.InventoryItem;
import io.centossrv.agent.inventory.ItemCollector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Routes of version 4 and 6 in the main tables; /proc/net/route and ipv6_route of proc(5). */
@Component
public final class RouteCollector implements ItemCollector {
    private static final long RTF_LOCAL = 0x80000000L;

    private final SystemFiles files;

    @Activate
    public RouteCollector() {
        this(Path.of("/"));
    }

    RouteCollector(Path root) {
        this.files = new SystemFiles(root);
    }

    @Override
    public String kind() {
        return "route";
    }

    @Override
    public Optional<List<InventoryItem>> collect() {
        List<InventoryItem> routes = new ArrayList<>();
        for (String line : files.lines("proc/net/route")) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length >= 8 && fields[1].matches("[0-9A-F]{8}")) {
                int prefix = Integer.bitCount(Integer.parseUnsignedInt(fields[7], 16));
                routes.add(route(
                        version4(fields[1]) + "/" + prefix,
                        fields[0],
                        fields[2].equals("00000000") ? "" : version4(fields[2]),
                        fields[6]));
            }
        }
        for (String line : files.lines("proc/net/ipv6_route")) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length == 10 && !fields[9].equals("lo") && !isLocal(fields[0], fields[8])) {
                String gateway = fields[4].matches("0{32}") ? "" : version6(fields[4]);
                routes.add(route(
                        version6(fields[0]) + "/" + Integer.parseInt(fields[1], 16),
                        fields[9],
                        gateway,
                        String.valueOf(Long.parseLong(fields[5], 16))));
            }
        }
        return Optional.of(routes);
    }

    /** Routes to the machine's own addresses, and to link-local and multicast ones: each interface has them. */
    private static boolean isLocal(String destination, String flags) {
        return (Long.parseLong(flags, 16) & RTF_LOCAL) != 0
                || destination.startsWith("fe80")
                || destination.startsWith("ff");
    }

    private static InventoryItem route(String destination, String device, String gateway, String metric) {
        Map<String, String> attributes = new TreeMap<>(Map.of("device", device, "metric", metric));
        if (!gateway.isEmpty()) {
            attributes.put("gateway", gateway);
        }
        return InventoryItem.of(destination, attributes);
    }

    private static String version4(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return (bytes[3] & 255) + "." + (bytes[2] & 255) + "." + (bytes[1] & 255) + "." + (bytes[0] & 255);
    }

    private static String version6(String hex) {
        return Addresses.version6(hex);
    }
}
