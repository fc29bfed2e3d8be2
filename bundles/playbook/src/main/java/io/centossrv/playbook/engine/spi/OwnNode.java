// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.engine.spi;

import java.util.List;
import java.util.Map;

/** An inventory of one host, which every pattern means: a node that runs a play for itself. */
public final class OwnNode implements RunInventory {
    private final String name;
    private final List<String> groups;
    private final Map<String, Object> vars;

    public OwnNode(String name, List<String> groups, Map<String, Object> vars) {
        this.name = name;
        this.groups = List.copyOf(groups);
        this.vars = Map.copyOf(vars);
    }

    @Override
    public HostTable hosts() {
        HostTable hosts = new HostTable();
        hosts.addHost(name, vars);
        groups.forEach(group -> hosts.addToGroup(group, name));
        if (groups.isEmpty()) {
            hosts.addToGroup("ungrouped", name);
        }
        return hosts;
    }

    @Override
    public List<String> select(List<String> patterns, HostTable hosts) {
        return List.of(name);
    }

    @Override
    public Map<String, Object> besideInventory(Owner owner, String of) {
        return Map.of();
    }

    @Override
    public Map<String, Object> besidePlaybook(String folder, Owner owner, String of) {
        return Map.of();
    }

    @Override
    public boolean reaches(String host) {
        return host.equals(name) || host.equals("localhost") || host.equals("127.0.0.1");
    }
}
