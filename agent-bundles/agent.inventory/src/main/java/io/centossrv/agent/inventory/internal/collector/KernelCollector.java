// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import io.centossrv.agent.inventory.FactCollector;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** {@code kernel.release} and {@code kernel.architecture}, as {@code uname -r} and {@code uname -m} say. */
@Component
public final class KernelCollector implements FactCollector {
    private final SystemFiles files;

    @Activate
    public KernelCollector() {
        this(Path.of("/"));
    }

    KernelCollector(Path root) {
        this.files = new SystemFiles(root);
    }

    @Override
    public String namespace() {
        return "kernel";
    }

    @Override
    public Map<String, Object> collect() {
        Map<String, Object> facts = new HashMap<>();
        files.text("proc/sys/kernel/osrelease").ifPresent(release -> facts.put("release", release));
        // Linux 6.1 and later; before, what the Java runtime was built for is the nearest that a file tells.
        facts.put("architecture", files.text("proc/sys/kernel/arch").orElseGet(KernelCollector::ofRuntime));
        return facts;
    }

    private static String ofRuntime() {
        String name = System.getProperty("os.arch");
        return name.equals("amd64") ? "x86_64" : name;
    }
}
