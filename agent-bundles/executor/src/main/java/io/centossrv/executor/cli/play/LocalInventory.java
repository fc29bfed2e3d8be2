// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.cli.play;

import io.centossrv.playbook.engine.spi.HostTable;
import io.centossrv.playbook.engine.spi.RunFailure;
import io.centossrv.playbook.engine.spi.RunInventory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** An inventory of which this machine reaches itself alone: nothing runs for, or is delegated to, another one. */
record LocalInventory(RunInventory inventory, BiPredicate<String, HostTable> mayRun) implements RunInventory {
    @Override
    public HostTable hosts() {
        return inventory.hosts();
    }

    @Override
    public List<String> select(List<String> patterns, HostTable hosts) {
        List<String> selected = inventory.select(patterns, hosts);
        for (String host : selected) {
            if (!mayRun.test(host, hosts)) {
                throw new RunFailure(
                        "not-this-machine",
                        Optional.empty(),
                        "the play means '" + host + "', which is not this machine, where it would run");
            }
        }
        return selected;
    }

    @Override
    public Map<String, Object> besideInventory(Owner owner, String name) {
        return inventory.besideInventory(owner, name);
    }

    @Override
    public Map<String, Object> besidePlaybook(String folder, Owner owner, String name) {
        return inventory.besidePlaybook(folder, owner, name);
    }

    @Override
    public boolean reaches(String host) {
        return mayRun.test(host, inventory.hosts());
    }
}
