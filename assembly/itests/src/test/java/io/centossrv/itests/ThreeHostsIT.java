// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.hosts.BootHosts;
import io.centossrv.hosts.Host;
import io.centossrv.hosts.TestHosts;
import io.centossrv.itests.harness.Await;
import io.centossrv.itests.harness.Csrv;
import io.centossrv.itests.harness.HostedEstate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

/** Three booted hosts with the agent as it is put on a real one: own user, own Java, root only behind systemd's socket. */
@BootHosts(3)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ThreeHostsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DEMO = "/etc/centossrv-demo";

    private static HostedEstate estate;
    private static Csrv csrv;

    @RegisterExtension
    static final TestWatcher TELL_WHY = new TestWatcher() {
        @Override
        public void testFailed(ExtensionContext context, Throwable cause) {
            System.out.println(estate.logs());
        }
    };

    @BeforeAll
    static void start(TestHosts hosts) {
        estate = HostedEstate.start(hosts);
        csrv = estate.csrv();
        estate.join(hosts.hosts());
    }

    @AfterAll
    static void stop() {
        if (estate != null) {
            estate.close();
        }
    }

    @Test
    @Order(1)
    void allAnswerAPing() {
        String answer = timed("ping of three hosts", "ping", "*").expect(0).out();
        assertThat(answer.lines().filter(l -> l.contains("answered"))).hasSize(3);
    }

    @Test
    @Order(2)
    void commandsRunAsRootOnEach(List<Host> hosts) {
        String users = timed("first run, executors started", "run", "*", "--", "id", "-un")
                .expect(0)
                .out();
        assertThat(users.lines().filter(l -> l.matches(".*\\broot\\b.*")))
                .as(users)
                .hasSize(3);

        String names = timed("second run, executors warm", "run", "*", "--", "uname", "-n")
                .expect(0)
                .out();
        assertThat(names).contains("h1", "h2", "h3");
        for (Host host : hosts) {
            assertThat(host.exec("ps", "-o", "user=", "-C", "java").stdout().lines())
                    .as("agent and executor of " + host.name())
                    .containsExactlyInAnyOrder("centossrv", "root");
        }
    }

    @Test
    @Order(3)
    void aCheckShowsTheDifferenceAndChangesNothing(List<Host> hosts) throws IOException {
        List<String> before = hashes(hosts);

        Csrv.Result check = timed("check on three hosts", "play", "check", playbook(), "--diff");

        assertThat(check.out()).contains("+Welcome to a declared host");
        assertThat(check.out().lines().filter(l -> l.contains("changed=2")))
                .as(check.out())
                .hasSize(3);
        assertThat(hashes(hosts)).isEqualTo(before);
    }

    @Test
    @Order(4)
    void anApplyChangesOnceAndThenNothing(List<Host> hosts) throws IOException {
        String first = timed("first apply on three hosts", "play", "apply", playbook(), "--yes")
                .expect(0)
                .out();
        assertThat(first.lines().filter(l -> l.contains("changed=2"))).as(first).hasSize(3);
        for (Host host : hosts) {
            assertThat(host.read(DEMO + "/motd")).isEqualTo("Welcome to a declared host\n");
            assertThat(host.exec("stat", "-c", "%U:%G %a", DEMO + "/motd").orFail())
                    .isEqualTo("root:root 640");
        }
        List<String> declared = hashes(hosts);

        String second = timed("second apply on three hosts", "play", "apply", playbook(), "--yes")
                .expect(0)
                .out();

        assertThat(second.lines().filter(l -> l.contains("changed=0")))
                .as(second)
                .hasSize(3);
        assertThat(hashes(hosts)).isEqualTo(declared);
    }

    @Test
    @Order(5)
    void nothingOfOursListensOnAHost(List<Host> hosts) {
        for (Host host : hosts) {
            String sockets = host.exec("ss", "-Hlntup").orFail();
            assertThat(sockets).contains("sshd").doesNotContain("java");
        }
        System.out.println("hosts: ss -lntup of h1 shows:\n"
                + hosts.get(0).exec("ss", "-Hlntup").orFail().indent(2).stripTrailing());
    }

    @Test
    @Order(6)
    void aJobOutlivesTheAgentThatTookIt(Host host) {
        CompletableFuture<Csrv.Result> job = CompletableFuture.supplyAsync(() ->
                csrv.run("run", "h1", "--", "sh", "-c", "echo begun >>/root/marks; sleep 3; echo ended >>/root/marks"));
        Await.untilTrue("the job runs", PATIENCE, () -> host.exec("cat", "/root/marks")
                .stdout()
                .contains("begun"));
        String killed = mainProcess(host);
        host.exec("kill", "-KILL", killed).orFail();
        long began = System.nanoTime();

        job.join().expect(0);

        assertThat(host.read("/root/marks")).isEqualTo("begun\nended\n");
        assertThat(mainProcess(host)).isNotIn("0", killed);
        System.out.println("hosts: the result of a job whose agent was killed came " + millisSince(began)
                + " ms after the kill, 3000 of them its sleep");
    }

    @Test
    @Order(7)
    void aHostWithoutNetworkDoesNotAnswerAndComesBack(TestHosts hosts) {
        Host host = hosts.host(3);
        host.cutNetwork();
        try {
            Csrv.Result cut = timed("ping of a host that is cut off", "ping", "h3", "--timeout", "2s");
            assertThat(cut.code()).isNotZero();
            assertThat(cut.out()).containsAnyOf("timed-out", "unreachable").doesNotContain("answered");
            csrv.run("ping", "h2").expect(0);
        } finally {
            host.healNetwork();
        }
        long healed = System.nanoTime();
        Await.untilTrue(
                "h3 answers again",
                PATIENCE,
                () -> csrv.run("ping", "h3", "--timeout", "2s").code() == 0);
        System.out.println("hosts: answered again " + millisSince(healed) + " ms after the network was back");
    }

    @Test
    @Order(8)
    void installingAgainKeepsTheNode(TestHosts hosts) {
        Host host = hosts.host(2);
        host.exec("/opt/centossrv-agent/bin/centossrv-agent-install").orFail();
        Await.untilTrue(
                "h2 answers after the installation",
                PATIENCE,
                () -> csrv.run("ping", "h2", "--timeout", "2s").code() == 0);
        assertThat(csrv.run("run", "h2", "--", "id", "-un").expect(0).out()).contains("root");
        assertThat(host.exec("/opt/centossrv-agent/bin/centossrv-agent-install", "trust")
                        .orFail())
                .contains("trusts a control plane already");
    }

    @Test
    @Order(9)
    void nothingWentWrongThatOnlyALogTells(List<Host> hosts) {
        for (Host host : hosts) {
            assertThat(host.shell("cat /var/log/centossrv-agent/*.log").orFail())
                    .doesNotContain(" ERROR ");
            assertThat(host.shell("journalctl --no-pager -q -u 'centossrv-executor*'")
                            .orFail())
                    .doesNotContain(" ERROR ");
            assertThat(host.exec("systemctl", "is-system-running").stdout()).contains("running");
        }
        assertThat(estate.controlPlane().karaf().log()).doesNotContain(" ERROR ");
    }

    @Test
    @Order(10)
    void uninstallingLeavesNothingButTheDistribution(TestHosts hosts) {
        Host host = hosts.host(3);
        host.exec("/opt/centossrv-agent/bin/centossrv-agent-install", "uninstall", "--purge")
                .orFail();
        assertThat(host.shell("ls -d /etc/centossrv-agent /etc/centossrv-executor /var/lib/centossrv"
                                + " /etc/systemd/system/*centossrv* /etc/systemd/system/*/centossrv* /run/centossrv*")
                        .stdout())
                .isEmpty();
        assertThat(host.exec("getent", "passwd", "centossrv").code()).isNotZero();
        assertThat(host.exec("pgrep", "-x", "java").stdout()).isEmpty();
        assertThat(host.exec("systemctl", "is-system-running").stdout()).contains("running");
    }

    private static String mainProcess(Host host) {
        return host.exec("systemctl", "show", "--property=MainPID", "--value", "centossrv-agent")
                .orFail();
    }

    private static List<String> hashes(List<Host> hosts) {
        return hosts.stream().map(host -> host.treeHash("/etc", "/srv")).toList();
    }

    private static String playbook() throws IOException {
        Path playbook = estate.folder().resolve("site.yml");
        Files.writeString(playbook, """
                - name: Declared state
                  hosts: all
                  gather_facts: false
                  tasks:
                    - name: A folder
                      file: {path: %s, state: directory, mode: "0750"}
                    - name: A file
                      copy: {dest: %s/motd, content: "Welcome to a declared host\\n", mode: "0640"}
                """.formatted(DEMO, DEMO));
        return playbook.toString();
    }

    private static Csrv.Result timed(String what, String... arguments) {
        long began = System.nanoTime();
        Csrv.Result result = csrv.run(arguments);
        System.out.println("hosts: " + what + ": " + millisSince(began) + " ms");
        return result;
    }

    private static long millisSince(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }
}
