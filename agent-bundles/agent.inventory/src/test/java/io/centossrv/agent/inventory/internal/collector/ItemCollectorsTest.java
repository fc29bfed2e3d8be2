// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.centossrv.agent.inventory.InventoryItem;
import io.centossrv.agent.inventory.ItemCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collectors over texts as real hosts have them, and over this machine. */
class ItemCollectorsTest {
    private final Map<String, String> programs = new HashMap<>();
    private int runs;

    private final Commands commands = new Commands() {
        @Override
        Optional<String> output(Duration limit, String program, String... arguments) {
            runs++;
            return Optional.ofNullable(programs.get(program + " " + arguments[0]));
        }
    };

    @TempDir
    private Path root;

    @Test
    void readsPackagesOnlyWhenTheDatabaseOfRpmHasChanged() throws IOException {
        assertThat(new PackageCollector(root, commands).collect().orElseThrow()).isEmpty();
        assertThat(runs).as("no database, no rpm").isZero();
        write("var/lib/rpm/rpmdb.sqlite", "x");
        programs.put("rpm -qa", """
                openssl\t1\t3.0.7\t27.el9\tx86_64\tCentOS
                bash\t(none)\t5.1.8\t9.el9\tx86_64\t(none)
                gpg-pubkey\t(none)\t8483c65d\t5ccc5b19\t(none)\t(none)
                broken line
                """);
        PackageCollector collector = new PackageCollector(root, commands);
        assertThat(collector.collect().orElseThrow())
                .containsExactly(
                        new InventoryItem(
                                "openssl", Optional.of("1:3.0.7-27.el9"), Map.of("arch", "x86_64", "vendor", "CentOS")),
                        new InventoryItem("bash", Optional.of("5.1.8-9.el9"), Map.of("arch", "x86_64")),
                        new InventoryItem("gpg-pubkey", Optional.of("8483c65d-5ccc5b19"), Map.of()));
        assertThat(collector.collect()).isEmpty();
        assertThat(runs).isEqualTo(1);
        Files.setLastModifiedTime(
                root.resolve("var/lib/rpm/rpmdb.sqlite"), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        assertThat(collector.collect()).isPresent();
    }

    @Test
    void readsRepositoriesWithoutPasswords() throws IOException {
        write("etc/yum.repos.d/centos.repo", """
                [baseos]
                name=CentOS Stream $releasever - BaseOS
                metalink=https://mirrors.centos.org/metalink?repo=centos-baseos-$stream
                gpgcheck=1

                [private]
                name = Ours
                baseurl = https://user:hunter2@repo.example.org/el9
                enabled = 0
                """);
        write("etc/yum.repos.d/notes.txt", "[none]\n");
        List<InventoryItem> repositories =
                new RepositoryCollector(root).collect().orElseThrow();
        assertThat(repositories).extracting(InventoryItem::name).containsExactly("baseos", "private");
        assertThat(repositories.get(0).attributes())
                .containsEntry("enabled", "true")
                .containsEntry("gpgcheck", "1");
        assertThat(repositories.get(1).attributes())
                .containsEntry("enabled", "false")
                .containsEntry("baseurl", "https://repo.example.org/el9");
    }

    @Test
    void readsUsersAndGroupsWithoutHashes() throws IOException {
        write("etc/passwd", "root:x:0:0:root:/root:/bin/bash\nold:$6$abc:1:1::/:/bin/sh\n+nis::::::\nbad\n");
        write("etc/group", "wheel:x:10:ann,bob\n");
        assertThat(new UserCollector(root).collect().orElseThrow().toString())
                .contains("root", "/bin/bash", "old")
                .doesNotContain("$6$", "nis", "bad");
        assertThat(new GroupCollector(root).collect().orElseThrow())
                .containsExactly(InventoryItem.of("wheel", Map.of("gid", "10", "members", "ann,bob")));
    }

    @Test
    void readsMountsDisksAndRoutes() throws IOException {
        write("proc/self/mountinfo", """
                22 1 253:0 / / rw,relatime shared:1 - xfs /dev/mapper/cs-root rw,seclabel
                23 22 0:21 / /proc rw,nosuid - proc proc rw
                40 22 8:1 / /data\\040disk ro,noexec shared:2 - ext4 /dev/sda1 ro
                """);
        assertThat(new MountCollector(root).collect().orElseThrow())
                .containsExactly(
                        InventoryItem.of(
                                "/", Map.of("type", "xfs", "device", "/dev/mapper/cs-root", "options", "rw,relatime")),
                        InventoryItem.of(
                                "/data disk", Map.of("type", "ext4", "device", "/dev/sda1", "options", "ro,noexec")));
        write("sys/block/sda/size", "209715200\n");
        write("sys/block/sda/device/model", "QEMU HARDDISK   \n");
        write("sys/block/sda/queue/rotational", "1\n");
        write("sys/block/loop0/size", "8\n");
        assertThat(new DiskCollector(root).collect().orElseThrow())
                .containsExactly(InventoryItem.of(
                        "sda", Map.of("size", "107374182400", "model", "QEMU HARDDISK", "rotational", "1")));
        write("proc/net/route", """
                Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
                eth0\t00000000\t010200C0\t0003\t0\t0\t100\t00000000\t0\t0\t0
                eth0\t000200C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0
                """);
        write("proc/net/ipv6_route", """
                20010db8000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000064 00000001 00000000 00000001     eth0
                fe800000000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000064 00000001 00000000 00000001     eth0
                00000000000000000000000000000000 00 00000000000000000000000000000000 00 fe800000000000000000000000000001 00000064 00000001 00000000 00000003     eth0
                """);
        Map<String, Map<String, String>> routes = new TreeMap<>();
        new RouteCollector(root).collect().orElseThrow().forEach(route -> routes.put(route.name(), route.attributes()));
        assertThat(routes)
                .containsEntry(
                        "0.0.0.0/0", new TreeMap<>(Map.of("device", "eth0", "metric", "100", "gateway", "192.0.2.1")))
                .containsEntry("192.0.2.0/24", new TreeMap<>(Map.of("device", "eth0", "metric", "100")))
                .containsEntry("2001:db8:0:0:0:0:0:0/64", new TreeMap<>(Map.of("device", "eth0", "metric", "100")))
                .containsKey("0:0:0:0:0:0:0:0/0")
                .hasSize(4);
    }

    @Test
    void readsServicesOfSystemdAndOfSysV() throws IOException {
        write("run/systemd/system/x", "");
        programs.put(
                "systemctl list-unit-files",
                "sshd.service enabled enabled\ncrond.service disabled enabled\nx.socket static -\n");
        programs.put("systemctl list-units", """
                sshd.service loaded active running OpenSSH server daemon
                crond.service loaded inactive dead Command Scheduler
                nosuch.service not-found inactive dead nosuch.service
                user@0.service loaded active running User Manager for UID 0
                broken.service loaded failed failed Broken
                """);
        assertThat(attributes(new ServiceCollector(root, commands)))
                .isEqualTo(Map.of(
                        "sshd.service", Map.of("enabled", "enabled", "state", "running"),
                        "crond.service", Map.of("enabled", "disabled", "state", "stopped"),
                        "broken.service", Map.of("state", "failed")));

        Path old = root.resolve("old");
        for (String file : List.of(
                "etc/rc.d/init.d/sshd",
                "etc/rc.d/init.d/functions",
                "etc/rc.d/init.d/nfs",
                "etc/rc.d/rc3.d/S55sshd",
                "etc/rc.d/rc3.d/K60nfs",
                "var/lock/subsys/sshd")) {
            write("old/" + file, "");
        }
        assertThat(attributes(new ServiceCollector(old, commands)))
                .isEqualTo(Map.of(
                        "sshd", Map.of("enabled", "enabled", "state", "running"),
                        "nfs", Map.of("enabled", "disabled", "state", "stopped")));
    }

    @Test
    void readsContainersWhereThereIsAnEngine() throws IOException {
        programs.put("podman ps", "abc\tweb\tquay.io/x:1\trunning\n");
        assertThat(new ContainerCollector(root, commands).collect().orElseThrow())
                .isEmpty();
        write("usr/bin/podman", "");
        assertThat(attributes(new ContainerCollector(root, commands)))
                .isEqualTo(Map.of(
                        "web", Map.of("engine", "podman", "id", "abc", "image", "quay.io/x:1", "state", "running")));
    }

    @Test
    void readsFingerprintsOfHostKeys() throws IOException {
        assertThat(new SshCollector(root).collect()).isEmpty();
        // what ssh-keygen -l says of these keys
        write(
                "etc/ssh/ssh_host_ed25519_key.pub",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMUOr3J6KtiIYgzhvmz9T7jAYOfNNk0tX/Ty1MbFFh+H root@web1\n");
        write("etc/ssh/ssh_host_rsa_key.pub", "not a key!\n");
        write("etc/ssh/ssh_host_rsa_key", "private");
        assertThat(new SshCollector(root).collect())
                .isEqualTo(Map.of("host-keys", List.of("SHA256:44LqBTN5bqJtVR09pWpEvmgXnbEJfiikA8YvL0Qyf6E")));
    }

    @Test
    void readsFactsOfSelinuxDnsHardwareAndLoad() throws IOException {
        assertThat(new SelinuxCollector(root).collect()).isEqualTo(Map.of("state", "disabled"));
        write("sys/fs/selinux/enforce", "1");
        write("etc/selinux/config", "# c\nSELINUX=permissive\nSELINUXTYPE=targeted\n");
        assertThat(new SelinuxCollector(root).collect())
                .isEqualTo(Map.of("state", "enforcing", "configured", "permissive", "type", "targeted"));
        write("etc/resolv.conf", "search a.example b.example\nnameserver 192.0.2.53\nnameserver 2001:db8::53\n");
        assertThat(new DnsCollector(root).collect())
                .isEqualTo(Map.of(
                        "servers", List.of("192.0.2.53", "2001:db8::53"), "search", List.of("a.example", "b.example")));
        write("sys/class/dmi/id/sys_vendor", "QEMU\n");
        assertThat(new HardwareCollector(root).collect()).isEqualTo(Map.of("vendor", "QEMU"));
        write("proc/loadavg", "0.52 0.58 0.59 1/597 12345\n");
        write("proc/uptime", "3600.25 7000.00\n");
        LoadCollector load = new LoadCollector(root);
        assertThat(load.collect()).isEqualTo(Map.of("minute", 52L, "uptime", 3600L));
        assertThat(load.changing()).isEqualTo(load.collect().keySet());
    }

    @Test
    void readsThisMachine() {
        assertThat(attributes(new UserCollector())).containsKey("root");
        assertThat(new RouteCollector().collect()).isPresent();
        assertThat(new MountCollector().collect()).isPresent();
        assertThat(new InterfaceCollector().collect().orElseThrow())
                .allMatch(each -> each.attributes().containsKey("mtu"));
        assertThat(new DiskCollector().collect()).isPresent();
        assertThat(new PackageCollector().collect()).isPresent();
    }

    @Test
    void boundsProgramsInTimeAndReportsTheirFailure() {
        Commands real = new Commands();
        assertThat(real.output(Duration.ofSeconds(10), "uname", "-s")).contains("Linux\n");
        assertThat(real.output(Duration.ofSeconds(10), "no-such-program")).isEmpty();
        assertThat(catchThrowableOfType(
                        IllegalStateException.class,
                        () -> real.output(Duration.ofMillis(200), "tail", "-f", "/dev/null")))
                .hasMessageContaining("took longer");
        assertThat(catchThrowableOfType(
                        IllegalStateException.class, () -> real.output(Duration.ofSeconds(30), "cat", "/dev/zero")))
                .hasMessageContaining("printed more than");
    }

    private static Map<String, Map<String, String>> attributes(ItemCollector collector) {
        Map<String, Map<String, String>> attributes = new TreeMap<>();
        collector.collect().orElseThrow().forEach(item -> attributes.put(item.name(), item.attributes()));
        return attributes;
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
