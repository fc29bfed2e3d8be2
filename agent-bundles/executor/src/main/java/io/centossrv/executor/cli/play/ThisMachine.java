// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.cli.play;

import io.centossrv.playbook.engine.spi.HostTable;
import io.centossrv.playbook.engine.spi.RunInventory;
import io.centossrv.playbook.inventory.HostPatterns;
import io.centossrv.playbook.model.Play;
import io.centossrv.playbook.model.Playbook;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds hosts that are other machines. All runs here, so a play that means another one must not begin: it would do there
 * what it says to this one.
 */
final class ThisMachine {
    private static final String CONNECTION = "ansible_connection";

    private final RunInventory inventory;
    private final HostTable hosts;
    private final Set<String> meant = new TreeSet<>();
    private boolean anyHost;
    private final Set<String> names = new TreeSet<>(HostPatterns.LOCALHOST);

    ThisMachine(RunInventory inventory) {
        this.inventory = inventory;
        this.hosts = inventory.hosts();
        try {
            InetAddress own = InetAddress.getLocalHost();
            names.add(own.getHostName().toLowerCase(Locale.ROOT));
            names.add(own.getCanonicalHostName().toLowerCase(Locale.ROOT));
        } catch (UnknownHostException e) {
            // A machine without a name is called localhost.
            names.add("localhost");
        }
    }

    /** Returns the hosts of a playbook that are not this machine; plays whose hosts are templates are left to the run. */
    Set<String> others(Playbook playbook) {
        Set<String> others = new TreeSet<>();
        for (Play play : playbook.plays()) {
            boolean local =
                    play.keywords().value("connection").filter("local"::equals).isPresent();
            boolean templated = play.hosts().stream().anyMatch(pattern -> pattern.contains("{{"));
            if (templated) {
                anyHost |= local;
                continue;
            }
            List<String> selected = inventory.select(play.hosts(), hosts);
            if (local) {
                meant.addAll(selected);
                continue;
            }
            for (String host : selected) {
                (isThis(host, play.folder()) ? meant : others).add(host);
            }
        }
        return others;
    }

    /** Returns whether a play may run for a host; of a table that tasks may have added to. */
    boolean mayRun(String host, HostTable now) {
        return anyHost || meant.contains(host) || isLocal(now.hostVars(host).get(CONNECTION)) || isThis(host);
    }

    /** Returns whether a name is this machine's, for tasks that are delegated to it. */
    boolean isThis(String host) {
        return isThis(host, "");
    }

    private boolean isThis(String host, String folder) {
        if (names.contains(host.toLowerCase(Locale.ROOT))) {
            return true;
        }
        if (isLocal(hosts.hostVars(host).get(CONNECTION))
                || isLocal(
                        inventory.besideInventory(RunInventory.Owner.HOST, host).get(CONNECTION))
                || isLocal(inventory
                        .besidePlaybook(folder, RunInventory.Owner.HOST, host)
                        .get(CONNECTION))) {
            return true;
        }
        return hosts.groupsOf(host).stream()
                .anyMatch(group -> isLocal(hosts.groupVars(group).get(CONNECTION))
                        || isLocal(inventory
                                .besideInventory(RunInventory.Owner.GROUP, group)
                                .get(CONNECTION))
                        || isLocal(inventory
                                .besidePlaybook(folder, RunInventory.Owner.GROUP, group)
                                .get(CONNECTION)));
    }

    private static boolean isLocal(Object connection) {
        return "local".equals(connection) || "ansible.builtin.local".equals(connection);
    }
}
