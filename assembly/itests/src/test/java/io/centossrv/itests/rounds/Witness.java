// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.rounds;

import io.centossrv.hosts.Host;
import io.centossrv.hosts.TestHosts;
import io.centossrv.itests.harness.HostedEstate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files in which jobs left their marks, read by ssh and not by the product. */
final class Witness {
    private Witness() {}

    /** Returns how often each mark of a series is in the file of each host. */
    static Map<String, Map<String, Integer>> lines(HostedEstate estate, TestHosts hosts, String series) {
        Map<String, Map<String, Integer>> lines = new HashMap<>();
        for (Host host : hosts.hosts()) {
            Map<String, Integer> counts = new HashMap<>();
            read(estate, hosts, host)
                    .lines()
                    .filter(line -> line.startsWith(series))
                    .forEach(line -> counts.merge(line, 1, Integer::sum));
            lines.put(host.name(), counts);
        }
        return lines;
    }

    private static String read(HostedEstate estate, TestHosts hosts, Host host) {
        List<String> command = estate.besideControlPlane(List.of(
                "ssh",
                "-i",
                hosts.sshKey().toString(),
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-o",
                "LogLevel=ERROR",
                "root@" + host.address(),
                "cat " + Mark.FILE));
        try {
            Process ssh = new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(ssh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (ssh.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
