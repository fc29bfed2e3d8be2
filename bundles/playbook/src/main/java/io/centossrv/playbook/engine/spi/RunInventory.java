// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.engine.spi;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** Where a run finds its hosts and their variables. */
@ConsumerType
public interface RunInventory {
    /** What variables are of. */
    enum Owner {
        GROUP,
        HOST
    }

    /** Returns the hosts and groups at the beginning; the run's own to change. */
    HostTable hosts();

    /** Returns the names of the hosts that patterns and the run's limit choose, in order. */
    List<String> select(List<String> patterns, HostTable hosts);

    /** Returns what {@code group_vars} or {@code host_vars} beside the inventory hold, as written. */
    Map<String, Object> besideInventory(Owner owner, String name);

    /** Returns what {@code group_vars} or {@code host_vars} in a folder of the project hold, as written. */
    Map<String, Object> besidePlaybook(String folder, Owner owner, String name);

    /** Returns whether a task may be delegated to a host. */
    default boolean reaches(String host) {
        return true;
    }
}
