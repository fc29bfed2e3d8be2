// SPDX-License-Identifier: Apache-2.0
package io.centossrv.hosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Booted hosts and the network that they are on. The control plane under test belongs on that network, too: start it in
 * {@link #inControlPlaneNamespace} and hosts reach it at {@link #controlPlaneAddress}; so does a command line that asks it.
 *
 * <p>All is removed by {@link #close}, and when the JVM ends in whatever way.
 */
public final class TestHosts implements AutoCloseable {
    /** From here on one host takes about seven inotify instances, of which a stock kernel gives 128 to root. */
    private static final int FEW = 12;

    private final Lab lab;
    private final Path tree;
    private final List<Host> hosts = new ArrayList<>();

    private TestHosts(Lab lab, Path tree) {
        this.lab = lab;
        this.tree = tree;
    }

    /** Returns what this machine lacks to boot hosts, each with how to get it; empty where it lacks nothing. */
    public static List<String> requirements() {
        return Requirements.missing();
    }

    /** Boots hosts {@code h1}, {@code h2} and so on. The first time on a machine takes a minute more. */
    public static TestHosts boot(int number) {
        Path cache = TreeCache.usualFolder();
        Path tree = new TreeCache(cache).tree();
        Lab lab = Lab.open(cache);
        TestHosts hosts = new TestHosts(lab, tree);
        try {
            hosts.more(number);
            return hosts;
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    /** Boots more hosts and waits until they run. */
    public List<Host> more(int number) {
        return more(number, Init.SYSTEMD);
    }

    /** Boots more hosts with this process 1 and waits until they run. */
    public List<Host> more(int number, Init init) {
        int first = hosts.size() + 1;
        if (first + number > 240) {
            throw new IllegalArgumentException("at most 240 hosts, not " + (first + number - 1));
        }
        allowInotify(first + number);
        List<Host> booted = IntStream.range(first, first + number)
                .mapToObj(n -> lay(n, init))
                .toList();
        hosts.addAll(booted);
        booted.forEach(Host::boot);
        booted.forEach(Host::awaitRunning);
        return booted;
    }

    /** Returns the hosts in order. */
    public List<Host> hosts() {
        return List.copyOf(hosts);
    }

    /** Returns the n-th host, counted from 1. */
    public Host host(int number) {
        return hosts.get(number - 1);
    }

    /** Returns the address at which hosts reach what listens in the control plane's namespace. */
    public String controlPlaneAddress() {
        return Lab.BRIDGE_ADDRESS;
    }

    /**
     * Makes a process start in the network namespace of the control plane, in which there is the bridge, a loopback
     * interface and nothing else. What still runs there at {@link #close} is ended.
     */
    public ProcessBuilder inControlPlaneNamespace(ProcessBuilder builder) {
        List<String> command =
                new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + lab.controlPlaneNamespace(), "--"));
        command.addAll(builder.command());
        return builder.command(command);
    }

    /** Returns the private key with which root may log in at each host by ssh. */
    public Path sshKey() {
        return tree.resolve("opt/id");
    }

    private Host lay(int number, Init init) {
        String name = "h" + number;
        String address = "10.99.0." + (10 + number);
        UUID machine = UUID.randomUUID();
        Path folder = lab.folder(name);
        Path root = folder.resolve("root");
        try {
            for (String part : List.of("upper", "work", "root")) {
                Files.createDirectories(folder.resolve(part));
            }
            Subprocess.must(
                    "mount",
                    "-t",
                    "overlay",
                    "overlay",
                    "-o",
                    "lowerdir=" + tree + ",upperdir=" + folder.resolve("upper") + ",workdir=" + folder.resolve("work"),
                    root.toString());
            Files.writeString(root.resolve("etc/hostname"), name + "\n");
            Files.writeString(
                    root.resolve("etc/hosts"),
                    "127.0.0.1 localhost " + name + "\n" + Lab.BRIDGE_ADDRESS + " control\n");
            // an empty one makes systemd ask questions at the first boot, and fail
            Files.writeString(root.resolve("etc/machine-id"), machine.toString().replace("-", "") + "\n");
            Files.delete(root.resolve("opt/id"));
            Subprocess.must(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-f",
                    root.resolve("etc/ssh/ssh_host_ed25519_key").toString());
            init.lay(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Cable cable = Cable.lay(lab, name, number, address);
        return new Host(name, address, machine, init, new Container(lab, name, root, machine, init), cable);
    }

    /** Raises the limit where many hosts need it. It stays raised: other labs may rely on it. */
    private static void allowInotify(int number) {
        Path limit = Path.of("/proc/sys/fs/inotify/max_user_instances");
        try {
            if (number > FEW && Integer.parseInt(Files.readString(limit).strip()) < 8 * number + 128) {
                Files.writeString(limit, Integer.toString(8 * number + 1024));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        lab.close();
    }
}
