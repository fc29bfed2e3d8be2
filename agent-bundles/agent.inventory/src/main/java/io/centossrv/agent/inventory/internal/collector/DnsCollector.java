// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import io.centossrv.agent.inventory.FactCollector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** {@code dns.servers} and {@code dns.search}, resolv.conf(5). */
@Component
public final class DnsCollector implements FactCollector {
    private final SystemFiles files;

    @Activate
    public DnsCollector() {
        this(Path.of("/"));
    }

    DnsCollector(Path root) {
        this.files = new SystemFiles(root);
    }

    @Override
    public String namespace() {
        return "dns";
    }

    @Override
    public Map<String, Object> collect() {
        Map<String, Object> facts = new HashMap<>();
        List<String> servers = new ArrayList<>();
        List<String> search = new ArrayList<>();
        for (String line : files.lines("etc/resolv.conf")) {
            String[] words = line.strip().split("\\s+");
            if (words.length >= 2 && words[0].equals("nameserver")) {
                servers.add(words[1]);
            } else if (words.length >= 2 && (words[0].equals("search") || words[0].equals("domain"))) {
                // The last one of them holds.
                search.clear();
                search.addAll(List.of(words).subList(1, words.length));
            }
        }
        facts.put("servers", List.copyOf(servers));
        facts.put("search", List.copyOf(search));
        return facts;
    }
}
