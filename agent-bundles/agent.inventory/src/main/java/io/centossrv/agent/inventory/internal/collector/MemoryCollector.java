// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import io.centossrv.agent.inventory.FactCollector;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** {@code memory.total} and {@code memory.swap}, bytes. What is free changes all the time and is a sample, not a fact. */
@Component
public final class MemoryCollector implements FactCollector {
    private static final Pattern LINE = Pattern.compile("(MemTotal|SwapTotal):\\s+(\\d{1,15}) kB");

    private final SystemFiles files;

    @Activate
    public MemoryCollector() {
        this(Path.of("/"));
    }

    MemoryCollector(Path root) {
        this.files = new SystemFiles(root);
    }

    @Override
    public String namespace() {
        return "memory";
    }

    @Override
    public Map<String, Object> collect() {
        Map<String, Object> facts = new HashMap<>();
        for (String line : files.lines("proc/meminfo")) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                facts.put(
                        matcher.group(1).equals("MemTotal") ? "total" : "swap",
                        Long.parseLong(matcher.group(2)) * 1024);
            }
        }
        return facts;
    }
}
