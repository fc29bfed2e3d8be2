// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import io.centossrv.agent.inventory.FactCollector;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * {@code network.addresses}: the machine's own IPv4 addresses, then its IPv6 addresses, each in order, without those of the
 * loopback and of single links. From the kernel's tables, so that a network namespace is seen as it is.
 */
@Component
public final class NetworkCollector implements FactCollector {
    private static final Pattern LEAF = Pattern.compile("\\s*\\|-- (\\d+\\.\\d+\\.\\d+\\.\\d+)");
    private static final Pattern LOCAL = Pattern.compile("\\s*/32 host LOCAL");
    private static final Pattern IF_INET6 = Pattern.compile("([0-9a-f]{32}) +\\S+ +\\S+ +([0-9a-f]+) .*");
    private static final int GLOBAL_SCOPE = 0;

    private final SystemFiles files;

    @Activate
    public NetworkCollector() {
        this(Path.of("/"));
    }

    NetworkCollector(Path root) {
        this.files = new SystemFiles(root);
    }

    @Override
    public String namespace() {
        return "network";
    }

    @Override
    public Map<String, Object> collect() {
        List<String> addresses = new ArrayList<>(version4());
        addresses.addAll(version6());
        return Map.of("addresses", List.copyOf(addresses));
    }

    /** Reads fib_trie: an address stands on a leaf, and the lines after it say what it is. */
    private SortedSet<String> version4() {
        SortedSet<String> addresses = new TreeSet<>();
        String leaf = "";
        for (String line : files.lines("proc/net/fib_trie")) {
            Matcher matcher = LEAF.matcher(line);
            if (matcher.matches()) {
                leaf = matcher.group(1);
            } else if (LOCAL.matcher(line).matches() && !leaf.startsWith("127.") && !leaf.startsWith("169.254.")) {
                addresses.add(leaf);
            }
        }
        return addresses;
    }

    private SortedSet<String> version6() {
        SortedSet<String> addresses = new TreeSet<>();
        for (String line : files.lines("proc/net/if_inet6")) {
            Matcher matcher = IF_INET6.matcher(line);
            if (matcher.matches() && Integer.parseInt(matcher.group(2), 16) == GLOBAL_SCOPE) {
                addresses.add(text(HexFormat.of().parseHex(matcher.group(1))));
            }
        }
        return addresses;
    }

    private static String text(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen bytes are an address", e);
        }
    }
}
