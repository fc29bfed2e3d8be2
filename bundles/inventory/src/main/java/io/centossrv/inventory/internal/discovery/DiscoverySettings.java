// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.discovery;

import io.centossrv.platform.settings.Setting;
import io.centossrv.platform.settings.SettingsDeclaration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.osgi.service.component.annotations.Component;

/** What may be looked at, and how fast. */
@Component(service = SettingsDeclaration.class)
public final class DiscoverySettings implements SettingsDeclaration {
    private static final int MOST_NETWORKS = 100;
    private static final int MOST_PORTS = 4;
    private static final int MOST_ADDRESSES = 16_384;

    public static final Setting<List<Network>> NETWORKS = new Setting<>(
            "inventory.discovery.networks",
            List.of(),
            "Networks that may be looked at for hosts, such as 10.0.0.0/16,fd00::/112; none unless set.",
            text -> list(text, MOST_NETWORKS, Network::parse));

    public static final Setting<List<Integer>> PORTS = new Setting<>(
            "inventory.discovery.ports",
            List.of(22),
            "Ports at which SSH is looked for, such as 22,2222; at most four.",
            text -> ports(list(text, MOST_PORTS, DiscoverySettings::port)));

    public static final Setting<Integer> RATE = Setting.ofInteger(
            "inventory.discovery.rate", 100, 1, 1_000, "How many connections a second are tried to find hosts.");

    public static final Setting<Integer> ADDRESSES = Setting.ofInteger(
            "inventory.discovery.addresses",
            1_024,
            1,
            MOST_ADDRESSES,
            "How many addresses may be looked at at once; larger networks are refused.");

    @Override
    public List<Setting<?>> settings() {
        return List.of(NETWORKS, PORTS, RATE, ADDRESSES);
    }

    /** Throws {@link IllegalArgumentException} where these are no ports to look at. */
    public static List<Integer> ports(List<Integer> ports) {
        if (ports.isEmpty() || ports.size() > MOST_PORTS) {
            throw new IllegalArgumentException("1 to " + MOST_PORTS + " ports are looked at, not " + ports.size());
        }
        for (int port : ports) {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
            }
        }
        return ports.stream().distinct().sorted().toList();
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a port is a number, not '" + text + "'", e);
        }
    }

    private static <T> List<T> list(String text, int most, Function<String, T> parser) {
        // a list is shown in brackets
        String inner = text.strip().replaceAll("^\\[|]$", "");
        if (inner.isBlank()) {
            return List.of();
        }
        String[] parts = inner.split(",", -1);
        if (parts.length > most) {
            throw new IllegalArgumentException("at most " + most + " are listed, not " + parts.length);
        }
        return Arrays.stream(parts).map(String::strip).map(parser).toList();
    }
}
