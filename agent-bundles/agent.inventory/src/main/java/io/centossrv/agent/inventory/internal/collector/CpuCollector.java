// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import io.centossrv.agent.inventory.FactCollector;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** {@code cpu.count}, the logical processors that are online, and {@code cpu.model}. */
@Component
public final class CpuCollector implements FactCollector {
    // x86; POWER; s390x in its one-line form; ARM boards. ARM servers give no name.
    private static final List<String> MODEL_KEYS = List.of("model name", "cpu", "processor 0", "Model");

    private final SystemFiles files;

    @Activate
    public CpuCollector() {
        this(Path.of("/"));
    }

    CpuCollector(Path root) {
        this.files = new SystemFiles(root);
    }

    @Override
    public String namespace() {
        return "cpu";
    }

    @Override
    public Map<String, Object> collect() {
        Map<String, Object> facts = new HashMap<>();
        long count = files.lines("proc/stat").stream()
                .filter(line -> line.matches("cpu\\d+ .*"))
                .count();
        if (count > 0) {
            facts.put("count", count);
        }
        Map<String, String> info = new HashMap<>();
        for (String line : files.lines("proc/cpuinfo")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                info.putIfAbsent(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip().replaceAll("\\s+", " "));
            }
        }
        MODEL_KEYS.stream()
                .map(info::get)
                .filter(model -> model != null && !model.isEmpty())
                .findFirst()
                .ifPresent(model -> facts.put("model", model));
        return facts;
    }
}
