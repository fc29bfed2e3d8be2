// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import io.centossrv.hosts.Host;
import io.centossrv.hosts.TestHosts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A control plane on the network of booted hosts, and the agent on each of them, put there as the guide says: unpacked,
 * installed by its own script, joined by token, accepted under the host's name, executor run by systemd as root.
 */
public final class HostedEstate implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Sandbox sandbox;
    private final ControlPlane controlPlane;
    private final Csrv csrv;
    private final List<String> prefix;
    private List<Host> joined = List.of();

    private HostedEstate(Sandbox sandbox, ControlPlane controlPlane, Csrv csrv, List<String> prefix) {
        this.sandbox = sandbox;
        this.controlPlane = controlPlane;
        this.csrv = csrv;
        this.prefix = List.copyOf(prefix);
    }

    /** Starts the control plane; the hosts have no agent yet. */
    public static HostedEstate start(TestHosts hosts) {
        Sandbox sandbox = Sandbox.create();
        List<String> prefix =
                hosts.inControlPlaneNamespace(new ProcessBuilder()).command();
        ControlPlane controlPlane = ControlPlane.unpack(sandbox, hosts.controlPlaneAddress(), prefix);
        try {
            Csrv csrv = new Csrv(sandbox, prefix);
            Duration ready = controlPlane.start(() -> isLoggedIn(controlPlane, csrv));
            System.out.println("hosts: control plane started and logged in to after " + ready.toMillis() + " ms");
            return new HostedEstate(sandbox, controlPlane, csrv, prefix);
        } catch (RuntimeException | Error e) {
            controlPlane.close();
            sandbox.close();
            throw e;
        }
    }

    private static boolean isLoggedIn(ControlPlane controlPlane, Csrv csrv) {
        return Files.exists(controlPlane.karaf().state().resolve("initial-login"))
                && csrv.logIn(controlPlane).code() == 0;
    }

    /** Puts the agent on all the hosts at once and has them join and be accepted. */
    public void join(List<Host> hosts) {
        joined = List.copyOf(hosts);
        Path runtime = AgentRuntime.archive(sandbox);
        Path tokens = sandbox.folder().resolve("tokens");
        long began = System.nanoTime();
        List<CompletableFuture<Void>> installations = hosts.stream()
                .map(host -> {
                    Path token = tokens.resolve(host.name());
                    makeToken(token);
                    return CompletableFuture.runAsync(() -> install(host, runtime, token));
                })
                .toList();
        installations.forEach(CompletableFuture::join);
        System.out.println("hosts: agents installed after " + millisSince(began) + " ms");
        try {
            accept(hosts, began);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + logs(), e);
        }
    }

    private void accept(List<Host> hosts, long began) {
        Await.untilTrue("all are pending", PATIENCE, () -> nodes("pending") == hosts.size());
        for (Host host : hosts) {
            csrv.run("node", "accept", host.name(), "--name", host.name()).expect(0);
        }
        Await.untilTrue("all are online", PATIENCE, () -> nodes("online") == hosts.size());
        for (Host host : hosts) {
            Await.untilTrue(
                    "the executor of " + host.name() + " trusts the control plane",
                    PATIENCE,
                    () -> host.exec("test", "-s", "/etc/centossrv-executor/plan.key")
                                    .code()
                            == 0);
        }
        System.out.println("hosts: joined, accepted and online after " + millisSince(began) + " ms");
    }

    private void makeToken(Path file) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        csrv.run("join-token", "create", "--lifetime", "1h", "--out", file.toString())
                .expect(0);
    }

    private void install(Host host, Path runtime, Path token) {
        host.copy(Sandbox.archive("agent", "centossrv-agent"), "/root/agent.tar.gz");
        host.copy(runtime, "/root/runtime.tar");
        host.copy(token, "/root/join-token");
        host.shell("mkdir -p /opt/centossrv-agent/runtime"
                        + " && tar -xzf /root/agent.tar.gz -C /opt/centossrv-agent --strip-components=1"
                        + " && tar -xf /root/runtime.tar -C /opt/centossrv-agent/runtime && rm /root/*.tar*")
                .orFail();
        host.exec(
                        "/opt/centossrv-agent/bin/centossrv-agent-install",
                        "--server",
                        controlPlane.url(),
                        "--token-file",
                        "/root/join-token")
                .orFail();
        host.exec("rm", "/root/join-token").orFail();
    }

    private long nodes(String state) {
        return csrv.run("node", "list")
                .out()
                .lines()
                .filter(line -> line.contains(state))
                .count();
    }

    private static long millisSince(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    /** Has {@link #logs} tell of these hosts. */
    public void watch(List<Host> hosts) {
        joined = List.copyOf(hosts);
    }

    /** Returns the agent's packages. */
    public AgentPackage packages() {
        return new AgentPackage(sandbox);
    }

    /** Returns the command line, logged in as the administrator. */
    public Csrv csrv() {
        return csrv;
    }

    /** Returns the control plane. */
    public ControlPlane controlPlane() {
        return controlPlane;
    }

    /** Opens a way for this process to what listens beside the control plane. */
    public Porthole porthole() {
        return Porthole.open(sandbox, prefix);
    }

    /** Returns a command that runs where the control plane does. */
    public List<String> besideControlPlane(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Returns the folder of this estate. */
    public Path folder() {
        return sandbox.folder();
    }

    /** Returns what all of it has said, for a test that failed. */
    public String logs() {
        StringBuilder logs =
                new StringBuilder("control plane\n").append(controlPlane.karaf().log());
        logs.append(csrv.run("job", "list").out());
        for (Host host : joined) {
            logs.append(host.name()).append('\n').append(host.shell("""
                    journalctl --no-pager -q -o short-precise -u 'centossrv*'
                    cat /var/log/centossrv*.log /var/log/centossrv-agent/*.log
                    systemctl --no-pager list-units --all 'centossrv*'
                    ls -lR /var/lib/centossrv/executor /var/lib/centossrv/agent/inbox""").stdout());
        }
        return logs.toString();
    }

    @Override
    public void close() {
        controlPlane.close();
        sandbox.close();
    }
}
