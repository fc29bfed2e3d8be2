// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import io.centossrv.agent.inventory.FactCollector;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * {@code hardware.vendor}, {@code .product}, {@code .serial}, {@code .board}, {@code .bios-version} and {@code .uuid}, of DMI: the kernel
 * shows serial number and UUID to root alone.
 */
@Component
public final class HardwareCollector implements FactCollector {
    private static final Map<String, String> FILES = Map.of(
            "vendor", "sys_vendor",
            "product", "product_name",
            "serial", "product_serial",
            "uuid", "product_uuid",
            "board", "board_name",
            "bios-version", "bios_version");

    private final SystemFiles files;

    @Activate
    public HardwareCollector() {
        this(Path.of("/"));
    }

    HardwareCollector(Path root) {
        this.files = new SystemFiles(root);
    }

    @Override
    public String namespace() {
        return "hardware";
    }

    @Override
    public Map<String, Object> collect() {
        Map<String, Object> facts = new HashMap<>();
        FILES.forEach((fact, file) -> files.text("sys/class/dmi/id/" + file)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> facts.put(fact, text)));
        return facts;
    }
}
