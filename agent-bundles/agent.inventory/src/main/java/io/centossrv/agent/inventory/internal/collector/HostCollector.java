// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import io.centossrv.agent.inventory.FactCollector;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** {@code host.name} and {@code host.machine-id}, machine-id(5). */
@Component
public final class HostCollector implements FactCollector {
    private final SystemFiles files;

    @Activate
    public HostCollector() {
        this(Path.of("/"));
    }

    HostCollector(Path root) {
        this.files = new SystemFiles(root);
    }

    @Override
    public String namespace() {
        return "host";
    }

    @Override
    public Map<String, Object> collect() {
        Map<String, Object> facts = new HashMap<>();
        files.firstText("proc/sys/kernel/hostname", "etc/hostname").ifPresent(name -> facts.put("name", name));
        files.firstText("etc/machine-id", "var/lib/dbus/machine-id").ifPresent(id -> facts.put("machine-id", id));
        return facts;
    }
}
