// SPDX-License-Identifier: Apache-2.0
package io.centossrv.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@BootHosts(3)
@Timeout(180)
class HostsIT {
    @Test
    void lookLikeCentos(List<Host> all) {
        // Another test adds a host of its own behind these.
        List<Host> hosts = all.subList(0, 3);
        assertThat(hosts).extracting(Host::name).containsExactly("h1", "h2", "h3");
        for (Host host : hosts) {
            assertThat(host.shell(". /etc/os-release; echo $ID $VERSION_ID").orFail())
                    .isEqualTo("centos 9");
            assertThat(host.exec("rpm", "-q", "centos-stream-release").orFail())
                    .isEqualTo("centos-stream-release-9.0-26.el9.noarch");
            assertThat(host.exec("hostname").orFail()).isEqualTo(host.name());
            assertThat(host.read("/etc/machine-id").strip()).isEqualTo(host.machineId());
            assertThat(host.exec("systemctl", "is-system-running").orFail()).isEqualTo("running");
        }
        assertThat(hosts.stream().map(Host::machineId).distinct()).hasSize(3);
        assertThat(hosts.stream()
                        .map(host -> host.read("/proc/sys/kernel/random/boot_id"))
                        .distinct())
                .hasSize(3);
    }

    @Test
    void installUpgradeAndRemovePackages(Host host) {
        host.exec("dnf", "-y", "-q", "install", "hello-app-1.2").orFail();
        assertThat(host.exec("rpm", "-q", "hello-app", "hello-lib").orFail())
                .isEqualTo("hello-app-1.2-1.noarch\nhello-lib-1.1-1.noarch");
        assertThat(host.exec("dnf", "-q", "check-update").code()).isEqualTo(100);
        assertThat(host.exec("dnf", "-q", "updateinfo", "list", "--security").stdout())
                .contains("TSA-2026:0001 Important/Sec. hello-app-1.10-1.noarch");
        host.exec("dnf", "-y", "-q", "upgrade", "--security").orFail();
        assertThat(host.exec("rpm", "-q", "hello-app").orFail()).isEqualTo("hello-app-1.10-1.noarch");
        host.exec("dnf", "-y", "-q", "install", "epochpkg", "scripty").orFail();
        assertThat(host.exec("rpm", "-q", "--qf", "%{EPOCH}:%{VERSION}", "epochpkg")
                        .orFail())
                .isEqualTo("1:1.0");
        host.exec("dnf", "-y", "-q", "remove", "scripty").orFail();
        assertThat(host.read("/var/log/scripty.log")).isEqualTo("installed-1\nremoved-0\n");
    }

    @Test
    void runServices(TestHosts hosts) {
        Host host = hosts.host(2);
        host.exec("dnf", "-y", "-q", "install", "hellod").orFail();

        host.exec("systemctl", "enable", "--now", "hellod").orFail();

        assertThat(host.exec("systemctl", "is-active", "hellod").orFail()).isEqualTo("active");
        host.reboot();
        assertThat(host.exec("systemctl", "is-active", "hellod").orFail()).isEqualTo("active");
        assertThat(host.exec("journalctl", "-u", "hellod", "--no-pager").stdout())
                .contains("Started");
        host.exec("useradd", "-r", "somebody").orFail();
        assertThat(host.exec("id", "-u", "somebody").orFail().length()).isEqualTo(3);
    }

    @Test
    void bootWithoutSystemd(TestHosts hosts) {
        Host host = hosts.more(1, Init.SYSV).get(0);
        assertThat(host.read("/proc/1/comm").strip()).isEqualTo("init");
        assertThat(host.exec("test", "-e", "/run/systemd/system").code()).isNotZero();
        assertThat(host.exec("ss", "-Hlnt").orFail()).contains(":22 ");
        host.killLeader();
        host.start();
        assertThat(host.exec("rpm", "-q", "basesys").code()).isZero();
    }

    @Test
    void changeTheirBootIdWhenTheyRebootAndKeepWhatWasWritten(TestHosts hosts) {
        Host host = hosts.host(3);
        String before = host.read("/proc/sys/kernel/random/boot_id");
        host.write("/root/kept", "kept\n");

        host.reboot();
        String after = host.read("/proc/sys/kernel/random/boot_id");
        assertThat(after).isNotEqualTo(before);

        host.killLeader();
        assertThatThrownBy(() -> host.exec("true")).hasMessageContaining("h3 is down");
        host.start();
        assertThat(host.read("/proc/sys/kernel/random/boot_id")).isNotIn(before, after);
        assertThat(host.read("/root/kept")).isEqualTo("kept\n");
    }

    @Test
    void hashTheirTrees(Host host) {
        host.shell("mkdir -p /srv/tree/a && echo x > /srv/tree/a/f && ln -s a/f /srv/tree/l")
                .orFail();
        String before = host.treeHash("/srv/tree", "/srv/nothing");

        host.shell("cat /srv/tree/a/f; ls -R /srv/tree").orFail();
        assertThat(host.treeHash("/srv/tree", "/srv/nothing")).isEqualTo(before).hasSize(64);

        for (String change : List.of(
                "chmod 600 /srv/tree/a/f",
                "touch -d 2001-01-01 /srv/tree/a/f",
                "chown 5 /srv/tree/a",
                "rm /srv/tree/l",
                "mkdir /srv/nothing")) {
            host.shell(change).orFail();
            String after = host.treeHash("/srv/tree", "/srv/nothing");
            assertThat(after).as(change).isNotEqualTo(before);
            before = after;
        }
    }

    @Test
    void reachEachOtherAndTheControlPlaneUntilTheCableIsPulled(TestHosts hosts)
            throws IOException, InterruptedException {
        Host first = hosts.host(1);
        Host second = hosts.host(2);
        Process server = hosts.inControlPlaneNamespace(
                        new ProcessBuilder(
                                "python3",
                                "-c",
                                "import http.server as h; h.HTTPServer(('10.99.0.1', 8099), h.SimpleHTTPRequestHandler).serve_forever()"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(asks(first, hosts, Duration.ofSeconds(20))).isTrue();
            assertThat(reachesSsh(second, first)).isTrue();

            first.cutNetwork();
            assertThat(asks(first, hosts, Duration.ZERO)).isFalse();
            assertThat(reachesSsh(second, first)).isFalse();
            assertThat(asks(second, hosts, Duration.ZERO)).isTrue();
            assertThat(first.exec("true").code()).as("the host itself goes on").isZero();

            first.healNetwork();
            assertThat(asks(first, hosts, Duration.ofSeconds(20))).isTrue();
        } finally {
            server.destroy();
            server.waitFor();
        }
        assertThat(first.shell("ip route get 192.0.2.1 >/dev/null && curl -m 2 http://192.0.2.1")
                        .code())
                .isNotZero();
    }

    private static boolean asks(Host host, TestHosts hosts, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        do {
            if (connects(host, hosts.controlPlaneAddress(), 8099)) {
                return true;
            }
        } while (System.nanoTime() < end);
        return false;
    }

    private static boolean reachesSsh(Host from, Host to) {
        return connects(from, to.address(), 22);
    }

    private static boolean connects(Host host, String address, int port) {
        return host.exec("bash", "-c", "timeout 1 bash -c 'exec 3<>/dev/tcp/" + address + "/" + port + "'")
                        .code()
                == 0;
    }

    @Test
    void takeFilesAndFolders(Host host, @TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("tree/deep"));
        Files.writeString(folder.resolve("tree/deep/file"), "content");
        Files.createSymbolicLink(folder.resolve("tree/link"), Path.of("deep/file"));
        Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh\necho ran\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();

        host.copy(folder.resolve("tree"), "/srv/copied/tree");
        host.copy(script, "/run/scripts/again");

        assertThat(host.read("/srv/copied/tree/link")).isEqualTo("content");
        assertThat(host.exec("/run/scripts/again").orFail()).isEqualTo("ran");
        assertThat(host.exec("stat", "-c", "%U", "/run/scripts/again").orFail()).isEqualTo("root");
    }

    @Test
    void endCommandsThatTakeTooLong(Host host) {
        assertThatThrownBy(() -> host.exec(Duration.ofMillis(300), "sleep", "1234567"))
                .hasMessageContaining("did not end within PT0.3S");
        assertThat(host.exec("pgrep", "-fx", "sleep 1234567").stdout()).isEmpty();
        assertThat(host.exec("sh", "-c", "echo out; echo err >&2; exit 7"))
                .isEqualTo(new Execution(
                        host.inside("sh", "-c", "echo out; echo err >&2; exit 7")
                                .command(),
                        7,
                        "out\n",
                        "err\n"));
    }

    @Test
    void leaveNothingBehind() {
        TestHosts hosts = TestHosts.boot(1);
        long leader = hosts.host(1).leader();
        String lab = labOf(hosts);
        assertThat(traces(lab)).hasSizeGreaterThan(3);

        hosts.close();

        assertThat(traces(lab)).isEmpty();
        assertThat(Path.of("/proc", Long.toString(leader), "root", "etc")).doesNotExist();
    }

    @Test
    void leaveNothingBehindWhenTheJvmIsKilled() throws IOException, InterruptedException {
        String lab = killedVictim(List.of());

        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!traces(lab).isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(100_000_000);
        }
        assertThat(traces(lab)).isEmpty();
    }

    @Test
    void removeWhatWasLeftBehindWhenTheReaperWasKilledToo() throws IOException, InterruptedException {
        String lab = killedVictim(List.of("reaper"));
        assertThat(traces(lab)).hasSizeGreaterThan(3);

        TestHosts.boot(0).close();

        assertThat(traces(lab)).isEmpty();
    }

    private static String killedVictim(List<String> killedBefore) throws IOException, InterruptedException {
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Dcentossrv.test.cache=" + TreeCache.usualFolder(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String lab;
        try (BufferedReader output = victim.inputReader()) {
            lab = output.readLine();
        }
        assertThat(traces(lab)).hasSizeGreaterThan(3);
        for (String other : killedBefore) {
            Path file = TreeCache.usualFolder().resolve("run").resolve(lab).resolve(other);
            Subprocess.must("kill", "-KILL", Files.readString(file));
        }
        victim.destroyForcibly().waitFor();
        return lab;
    }

    private static String labOf(TestHosts hosts) {
        String command = String.join(
                " ", hosts.inControlPlaneNamespace(new ProcessBuilder()).command());
        return command.replaceAll(".*(lab-[0-9a-f]{8}).*", "$1");
    }

    /** Namespaces, mounts, groups and folders with the lab's name. */
    private static List<String> traces(String lab) {
        return Subprocess.run(
                        Duration.ofSeconds(20),
                        Optional.empty(),
                        new ProcessBuilder(
                                "sh",
                                "-c",
                                "ls /run/netns | grep -- \"$1\"; grep -o -- \"[^ ]*$1[^ ]*\" /proc/self/mounts;"
                                        + " find /sys/fs/cgroup -maxdepth 2 -name \"*$1*\"; ls -d \"$2/run/$1\" 2>/dev/null; :",
                                "sh",
                                lab,
                                TreeCache.usualFolder().toString()))
                .stdout()
                .lines()
                .toList();
    }

    /** Boots a host, tells the name of its lab, and waits to be killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) throws InterruptedException {
            TestHosts hosts = TestHosts.boot(1);
            System.out.println(labOf(hosts));
            new CountDownLatch(1).await();
        }
    }
}
