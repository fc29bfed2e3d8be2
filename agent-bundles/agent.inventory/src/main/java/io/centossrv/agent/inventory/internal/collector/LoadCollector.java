// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import io.centossrv.agent.inventory.FactCollector;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** {@code load.minute} in hundredths and {@code load.uptime} in seconds; both change all the time. */
@Component
public final class LoadCollector implements FactCollector {
    private final SystemFiles files;

    @Activate
    public LoadCollector() {
        this(Path.of("/"));
    }

    LoadCollector(Path root) {
        this.files = new SystemFiles(root);
    }

    @Override
    public String namespace() {
        return "load";
    }

    @Override
    public Map<String, Object> collect() {
        Map<String, Object> facts = new HashMap<>();
        files.text("proc/loadavg")
                .map(text -> text.split(" ")[0])
                .filter(text -> text.matches("\\d+\\.\\d\\d"))
                .ifPresent(text -> facts.put("minute", Long.parseLong(text.replace(".", ""))));
        files.text("proc/uptime")
                .map(text -> text.split("[. ]")[0])
                .filter(text -> text.matches("\\d{1,12}"))
                .ifPresent(text -> facts.put("uptime", Long.parseLong(text)));
        return facts;
    }

    @Override
    public Set<String> changing() {
        return Set.of("minute", "uptime");
    }
}
