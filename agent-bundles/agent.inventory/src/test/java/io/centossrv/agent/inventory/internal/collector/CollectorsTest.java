// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectorsTest {
    @TempDir
    private Path root;

    @Test
    void readsOsRelease() throws IOException {
        write(
                "etc/os-release",
                "NAME=\"CentOS Stream\"\nVERSION_ID='9'\nID=centos\nPRETTY_NAME=\"a \\\"b\\\"\"\n# x\n");
        assertThat(new OsCollector(root).collect())
                .isEqualTo(
                        Map.of("id", "centos", "name", "CentOS Stream", "version", "9", "major", 9L, "family", "el"));
    }

    @Test
    void readsRedhatReleaseWhereThereIsNoOsRelease() throws IOException {
        write("etc/redhat-release", "CentOS release 6.10 (Final)\n");
        assertThat(new OsCollector(root).collect())
                .isEqualTo(Map.of("id", "centos", "name", "CentOS", "version", "6.10", "major", 6L, "family", "el"));
    }

    @Test
    void leavesOutWhatItCannotFind() {
        assertThat(new OsCollector(root).collect()).isEmpty();
        assertThat(new HostCollector(root).collect()).isEmpty();
        assertThat(new CpuCollector(root).collect()).isEmpty();
        assertThat(new MemoryCollector(root).collect()).isEmpty();
        assertThat(new KernelCollector(root).collect()).containsOnlyKeys("architecture");
        assertThat(new NetworkCollector(root).collect()).isEqualTo(Map.of("addresses", List.of()));
        assertThat(new VirtualizationCollector(root).collect()).isEqualTo(Map.of("kind", "none"));
    }

    @Test
    void readsKernelAndHost() throws IOException {
        write("proc/sys/kernel/osrelease", "5.14.0-427.el9.x86_64\n");
        write("proc/sys/kernel/arch", "aarch64\n");
        write("proc/sys/kernel/hostname", "web1.example.org\n");
        write("etc/machine-id", "0123456789abcdef0123456789abcdef\n");
        assertThat(new KernelCollector(root).collect())
                .isEqualTo(Map.of("release", "5.14.0-427.el9.x86_64", "architecture", "aarch64"));
        assertThat(new HostCollector(root).collect())
                .isEqualTo(Map.of("name", "web1.example.org", "machine-id", "0123456789abcdef0123456789abcdef"));
    }

    @Test
    void countsProcessorsAndTakesTheFirstModel() throws IOException {
        write("proc/stat", "cpu  1 2 3\ncpu0 1 2 3\ncpu1 1 2 3\nintr 5\n");
        write(
                "proc/cpuinfo",
                "processor\t: 0\nmodel name\t: Intel(R)  Xeon(R) CPU\n\nprocessor\t: 1\nmodel name\t: other\n");
        assertThat(new CpuCollector(root).collect()).isEqualTo(Map.of("count", 2L, "model", "Intel(R) Xeon(R) CPU"));
        write("proc/cpuinfo", "processor\t: 0\ncpu\t\t: POWER8 (raw), altivec supported\n");
        assertThat(new CpuCollector(root).collect()).containsEntry("model", "POWER8 (raw), altivec supported");
    }

    @Test
    void readsMemoryAsBytes() throws IOException {
        write("proc/meminfo", "MemTotal:       16262144 kB\nMemFree:  1 kB\nSwapTotal:             0 kB\n");
        assertThat(new MemoryCollector(root).collect()).isEqualTo(Map.of("total", 16262144L * 1024, "swap", 0L));
    }

    @Test
    void readsOwnAddressesFromTheKernelsTables() throws IOException {
        write("proc/net/fib_trie", """
                Main:
                  +-- 0.0.0.0/0 3 0 5
                     |-- 0.0.0.0
                        /0 universe UNICAST
                     +-- 10.0.2.0/24 2 0 2
                        +-- 10.0.2.0/28 2 0 2
                           |-- 10.0.2.0
                              /24 link UNICAST
                           |-- 10.0.2.15
                              /32 host LOCAL
                        |-- 10.0.2.255
                           /32 link BROADCAST
                     +-- 127.0.0.0/8 2 0 2
                        |-- 127.0.0.1
                           /32 host LOCAL
                Local:
                           |-- 10.0.2.15
                              /32 host LOCAL
                """);
        write("proc/net/if_inet6", """
                00000000000000000000000000000001 01 80 10 80       lo
                fe80000000000000a00027fffe4e66a1 02 40 20 80     eth0
                20010db8000000000000000000000007 02 40 00 80     eth0
                """);
        assertThat(new NetworkCollector(root).collect())
                .isEqualTo(Map.of("addresses", List.of("10.0.2.15", "2001:db8:0:0:0:0:0:7")));
    }

    @Test
    void tellsWhatTheMachineRunsIn() throws IOException {
        write("sys/class/dmi/id/sys_vendor", "Dell Inc.\n");
        write("proc/cpuinfo", "flags\t\t: fpu vmx\n");
        assertThat(virtualization()).isEqualTo("none");
        write("proc/cpuinfo", "flags\t\t: fpu hypervisor\n");
        assertThat(virtualization()).isEqualTo("vm-other");
        write("sys/class/dmi/id/sys_vendor", "VMware, Inc.\n");
        assertThat(virtualization()).isEqualTo("vmware");
        write("sys/class/dmi/id/sys_vendor", "QEMU\n");
        assertThat(virtualization()).isEqualTo("qemu");
        write("sys/devices/system/clocksource/clocksource0/available_clocksource", "kvm-clock tsc\n");
        assertThat(virtualization()).isEqualTo("kvm");
        write("sys/hypervisor/type", "xen\n");
        assertThat(virtualization()).isEqualTo("xen");
        write(".dockerenv", "");
        assertThat(virtualization()).isEqualTo("docker");
        write("run/systemd/container", "systemd-nspawn\n");
        assertThat(virtualization()).isEqualTo("systemd-nspawn");
    }

    @Test
    void findsItsWayOnARealSystem() {
        assertThat(new OsCollector().collect()).containsKeys("id", "name");
        assertThat(new KernelCollector().collect()).containsKey("release");
        assertThat(new HostCollector().collect()).containsKey("name");
        assertThat((Long) new CpuCollector().collect().get("count")).isPositive();
        assertThat((Long) new MemoryCollector().collect().get("total")).isGreaterThan(64L * 1024 * 1024);
    }

    private Object virtualization() {
        return new VirtualizationCollector(root).collect().get("kind");
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
