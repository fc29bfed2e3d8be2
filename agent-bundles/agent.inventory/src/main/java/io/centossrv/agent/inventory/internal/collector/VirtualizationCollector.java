// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import io.centossrv.agent.inventory.FactCollector;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * {@code virtualization.kind}: {@code none}, or what the machine runs in, in the words of systemd-detect-virt(1); a
 * container counts before the virtual machine that it may be in.
 */
@Component
public final class VirtualizationCollector implements FactCollector {
    private static final List<Map.Entry<String, String>> VENDORS = List.of(
            Map.entry("VMware", "vmware"),
            Map.entry("innotek", "oracle"),
            Map.entry("VirtualBox", "oracle"),
            Map.entry("Microsoft Corporation", "microsoft"),
            Map.entry("Xen", "xen"),
            Map.entry("Amazon EC2", "amazon"),
            Map.entry("Google", "google"),
            Map.entry("Parallels", "parallels"),
            Map.entry("KVM", "kvm"),
            Map.entry("OpenStack", "kvm"),
            Map.entry("RHEV", "kvm"),
            Map.entry("oVirt", "kvm"),
            Map.entry("QEMU", "qemu"));

    // The others sell hardware too.
    private static final Set<String> ONLY_VIRTUAL = Set.of("vmware", "oracle", "xen", "parallels", "kvm", "qemu");

    private final SystemFiles files;

    @Activate
    public VirtualizationCollector() {
        this(Path.of("/"));
    }

    VirtualizationCollector(Path root) {
        this.files = new SystemFiles(root);
    }

    @Override
    public String namespace() {
        return "virtualization";
    }

    @Override
    public Map<String, Object> collect() {
        return Map.of("kind", kind());
    }

    private String kind() {
        String container = files.firstText("run/systemd/container").orElse("");
        if (!container.isEmpty()) {
            return container;
        }
        if (files.exists("run/.containerenv")) {
            return "podman";
        }
        if (files.exists(".dockerenv")) {
            return "docker";
        }
        return files.text("sys/hypervisor/type").orElseGet(this::machine);
    }

    private String machine() {
        String vendor = files.text("sys/class/dmi/id/sys_vendor").orElse("") + " "
                + files.text("sys/class/dmi/id/product_name").orElse("");
        String known = VENDORS.stream()
                .filter(entry -> vendor.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("vm-other");
        if (!isGuest() && !ONLY_VIRTUAL.contains(known)) {
            return "none";
        }
        return known.equals("qemu") && hasKvmClock() ? "kvm" : known;
    }

    /** A processor shows a flag to guests, but not on each architecture. */
    private boolean isGuest() {
        return files.lines("proc/cpuinfo").stream()
                .anyMatch(line -> line.startsWith("flags") && (line + " ").contains(" hypervisor "));
    }

    private boolean hasKvmClock() {
        return files.text("sys/devices/system/clocksource/clocksource0/available_clocksource")
                .orElse("")
                .contains("kvm-clock");
    }
}
