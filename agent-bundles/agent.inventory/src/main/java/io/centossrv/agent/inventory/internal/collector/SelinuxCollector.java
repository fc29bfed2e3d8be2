// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import io.centossrv.agent.inventory.FactCollector;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** {@code selinux.state}: enforcing, permissive or disabled, now; {@code selinux.configured} and {@code selinux.type}, after a boot. */
@Component
public final class SelinuxCollector implements FactCollector {
    private final SystemFiles files;

    @Activate
    public SelinuxCollector() {
        this(Path.of("/"));
    }

    SelinuxCollector(Path root) {
        this.files = new SystemFiles(root);
    }

    @Override
    public String namespace() {
        return "selinux";
    }

    @Override
    public Map<String, Object> collect() {
        Map<String, Object> facts = new HashMap<>();
        facts.put(
                "state",
                files.text("sys/fs/selinux/enforce")
                        .map(text -> text.equals("1") ? "enforcing" : "permissive")
                        .orElse("disabled"));
        for (String line : files.lines("etc/selinux/config")) {
            String[] halves = line.strip().split("=", 2);
            if (halves.length == 2 && halves[0].strip().equals("SELINUX")) {
                facts.put("configured", halves[1].strip());
            } else if (halves.length == 2 && halves[0].strip().equals("SELINUXTYPE")) {
                facts.put("type", halves[1].strip());
            }
        }
        return facts;
    }
}
