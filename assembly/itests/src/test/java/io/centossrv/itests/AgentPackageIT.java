// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.hosts.BootHosts;
import io.centossrv.hosts.Host;
import io.centossrv.hosts.Init;
import io.centossrv.hosts.TestHosts;
import io.centossrv.itests.harness.AgentPackage;
import io.centossrv.itests.harness.Await;
import io.centossrv.itests.harness.Csrv;
import io.centossrv.itests.harness.HostedEstate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;

/** The agent's RPM on booted hosts that had neither Java nor an agent: installed, upgraded under a job, removed. */
@BootHosts(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AgentPackageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LATER = "99.1";
    private static final String FIRMWARE = "4c4c4544-0042-3510-8052-b4c04f4a5831";

    private static HostedEstate estate;
    private static AgentPackage packages;
    /** Made while the first tests wait for hosts. */
    private static CompletableFuture<Path> later;

    private static Csrv csrv;
    private static Host sysv;

    @RegisterExtension
    static final TestWatcher TELL_WHY = new TestWatcher() {
        @Override
        public void testFailed(ExtensionContext context, Throwable cause) {
            System.out.println(estate.logs());
        }
    };

    @BeforeAll
    static void start(TestHosts hosts) {
        sysv = hosts.more(1, Init.SYSV).get(0);
        estate = HostedEstate.start(hosts);
        estate.watch(hosts.hosts());
        csrv = estate.csrv();
        packages = estate.packages();
        later = CompletableFuture.supplyAsync(() -> packages.later(LATER));
    }

    @AfterAll
    static void stop() {
        if (estate != null) {
            estate.close();
        }
    }

    @Test
    @Order(1)
    void aPackageAndATokenMakeANode(Host host) throws IOException {
        assertThat(host.shell("command -v java").code()).isNotZero();
        join(host);

        assertThat(csrv.run("run", host.name(), "--", "id", "-un").expect(0).out())
                .contains("root");
        assertThat(host.exec("systemctl", "is-system-running").stdout()).contains("running");
        assertThat(host.exec("ss", "-Hlntup").orFail()).doesNotContain("java");
    }

    @Test
    @Order(2)
    void nobodyButRootCanChangeItsCode(Host host) {
        assertThat(host.shell("find /opt/centossrv-agent ! -type l '(' ! -user root -o ! -group root -o -perm /022 ')'")
                        .orFail())
                .isEmpty();
        assertThat(host.shell(
                                "runuser -u centossrv -- find /opt/centossrv-agent /usr/lib/systemd/system"
                                        + " /etc/centossrv-executor /var/lib/centossrv/executor /etc/centossrv-agent -writable ! -type l")
                        .orFail())
                .isEmpty();
        assertThat(host.exec("rpm", "-V", "centossrv-agent").stdout().lines())
                .allMatch(line -> line.contains(" c /etc/centossrv-agent/io.centossrv."));
    }

    @Test
    @Order(3)
    void anUpgradeKeepsTheNodeAndDisturbsNoJob(Host host) {
        packages.offer(host, later.join());
        String node = host.read("/var/lib/centossrv/agent/identity/node");
        CompletableFuture<Csrv.Result> job = CompletableFuture.supplyAsync(() -> csrv.run(
                "run",
                host.name(),
                "--",
                "sh",
                "-c",
                "echo begun >>/root/marks; until [ -e /root/go ]; do sleep 0.1; done; echo ended >>/root/marks"));
        Await.untilTrue("the job runs", PATIENCE, () -> host.exec("cat", "/root/marks")
                .stdout()
                .contains("begun"));
        String agent = mainProcess(host);

        host.exec(PATIENCE, "dnf", "-y", "-q", "upgrade", "centossrv-agent").orFail();

        assertThat(mainProcess(host)).isNotIn("0", agent);
        host.exec("touch", "/root/go").orFail();
        job.join().expect(0);
        assertThat(host.read("/root/marks")).isEqualTo("begun\nended\n");
        assertThat(host.exec("rpm", "-q", "--qf", "%{VERSION}", "centossrv-agent")
                        .orFail())
                .isEqualTo(LATER);
        assertThat(host.read("/var/lib/centossrv/agent/identity/node")).isEqualTo(node);
        assertThat(host.read("/etc/centossrv-agent/io.centossrv.agent.runtime.cfg"))
                .contains(estate.controlPlane().url());
        awaitAnswer(host);
    }

    @Test
    @Order(4)
    void anotherTokenIsRefusedAndPutAside(Host host) throws IOException {
        host.copy(token("again"), "/etc/centossrv-agent/join-token");
        Await.untilTrue(
                "the token is put aside",
                PATIENCE,
                () -> host.exec("test", "-e", "/etc/centossrv-agent/join-token.refused")
                                .code()
                        == 0);
        Await.untilTrue(
                "the journal says why", PATIENCE, () -> host.shell("journalctl --no-pager -q -u centossrv-agent-join")
                        .stdout()
                        .contains("this host is a node already"));
    }

    @Test
    @Order(5)
    void removingItLeavesLogsAndSaysSo(Host host) {
        String said =
                host.exec(PATIENCE, "dnf", "-y", "remove", "centossrv-agent").orFail();

        assertThat(said).contains("Logs of the agent are left in /var/log/centossrv-agent");
        assertThat(host.exec("pgrep", "-x", "java").stdout()).isEmpty();
        assertNothingLeft(host);
        assertThat(host.exec("systemctl", "is-system-running").stdout()).contains("running");
    }

    @Test
    @Order(6)
    void aSysVInitRunsItToo() throws IOException {
        // the machine that the hosts are on may have none, so a UUID that only root may read is put there
        sysv.shell("mount -t tmpfs tmpfs /sys/class && mkdir -p /sys/class/dmi/id && cd /sys/class/dmi/id && umask 377"
                        + " && echo " + FIRMWARE + " >product_uuid")
                .orFail();
        join(sysv);
        assertThat(csrv.run("run", sysv.name(), "--", "id", "-un").expect(0).out())
                .contains("root");
        assertThat(sysv.shell("ps -o user= -C java | sort").orFail().lines()).containsExactly("centossrv", "root");
        assertThat(sysv.shell("cd /run/centossrv-agent && stat -c '%U %a' dmi-uuid && cat dmi-uuid")
                        .orFail()
                        .lines())
                .containsExactly("root 444", FIRMWARE);
        assertThat(sysv.shell("ls /etc/rc3.d").orFail()).contains("centossrv-agent", "centossrv-executor");
        sysv.shell("pkill -KILL -u centossrv -x java").orFail();
        awaitAnswer(sysv);

        String said =
                sysv.exec(PATIENCE, "dnf", "-y", "remove", "centossrv-agent").orFail();
        assertThat(said).contains("Logs of the agent are left in /var/log/centossrv-agent");
        assertThat(sysv.exec("pgrep", "-x", "java").stdout()).isEmpty();
        assertNothingLeft(sysv);
    }

    private static void join(Host host) throws IOException {
        packages.offer(host, AgentPackage.built());
        host.copy(token(host.name()), "/etc/centossrv-agent/join-token");
        long began = System.nanoTime();
        host.exec(PATIENCE, "dnf", "-y", "-q", "install", "centossrv-agent").orFail();
        long installed = System.nanoTime();
        Await.untilTrue("it is pending", PATIENCE, () -> csrv.run("node", "list")
                .out()
                .lines()
                .anyMatch(line -> line.contains(host.name()) && line.contains("pending")));
        csrv.run("node", "accept", host.name(), "--name", host.name()).expect(0);
        awaitAnswer(host);
        Await.untilTrue(
                "its executor trusts the control plane",
                PATIENCE,
                () -> host.exec("test", "-s", "/etc/centossrv-executor/plan.key")
                                .code()
                        == 0);
        assertThat(host.exec("test", "-e", "/etc/centossrv-agent/join-token").code())
                .isNotZero();
        System.out.println("hosts: " + host.name() + " from a package: installed in " + millis(began, installed)
                + " ms, answered a ping " + millis(installed, System.nanoTime()) + " ms later");
    }

    private static Path token(String name) throws IOException {
        Path file = estate.folder().resolve("token-" + name);
        csrv.run("join-token", "create", "--lifetime", "1h", "--out", file.toString())
                .expect(0);
        Files.writeString(
                file,
                Files.readString(file).strip() + "\nserver="
                        + estate.controlPlane().url() + "\n");
        return file;
    }

    private static void awaitAnswer(Host host) {
        Await.untilTrue(
                host.name() + " answers",
                PATIENCE,
                () -> csrv.run("ping", host.name(), "--timeout", "2s").code() == 0);
    }

    private static void assertNothingLeft(Host host) {
        assertThat(host.shell("find / -xdev '(' -name '*centossrv*' -o -nouser ')' ! -path '/proc/*' ! -path '/root/*'")
                        .stdout()
                        .lines())
                .allMatch(path -> path.startsWith("/var/log/"));
        assertThat(host.shell("ls /run").orFail()).doesNotContain("centossrv");
        assertThat(host.exec("getent", "passwd", "centossrv").code()).isNotZero();
    }

    private static String mainProcess(Host host) {
        return host.exec("systemctl", "show", "--property=MainPID", "--value", "centossrv-agent")
                .orFail();
    }

    private static long millis(long from, long to) {
        return Duration.ofNanos(to - from).toMillis();
    }
}
