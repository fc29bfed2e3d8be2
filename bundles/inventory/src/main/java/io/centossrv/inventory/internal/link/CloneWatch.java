// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import io.centossrv.inventory.internal.store.PostgresBindingStore.Binding;
import io.centossrv.protocol.NodeId;
import io.centossrv.transport.AgentHello;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a node's agent from another with the same key: by the ids of its machine, and, where a copy has these too, by the
 * agents' processes. One that is back after another came was never gone: then the other is the copy. Answers from memory,
 * which is filled at each handshake. Thread-safe; bounded.
 */
final class CloneWatch {
    private static final int MOST_NODES = 100_000;
    private static final int MOST_PROCESSES = 16;

    private final Map<NodeId, Agents> nodes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<NodeId, Agents> eldest) {
            return size() > MOST_NODES;
        }
    };

    /** What is known of a node's agents. */
    private static final class Agents {
        private Binding binding;
        private String present = "";
        private final Set<String> former = new LinkedHashSet<>();
        private final Set<String> copies = new LinkedHashSet<>();

        private Agents(Binding binding) {
            this.binding = binding;
        }
    }

    /** Takes note of the machine that a key belongs to, when it proved itself. */
    synchronized void proven(Binding binding) {
        nodes.computeIfAbsent(binding.node(), node -> new Agents(binding)).binding = binding;
    }

    /** Returns why this agent is another one's copy; empty where it is the node's. */
    synchronized Optional<String> clash(NodeId node, AgentHello hello) {
        Agents agents = nodes.get(node);
        if (agents == null) {
            return Optional.empty();
        }
        if (differ(agents.binding.machineId(), hello.machineId())) {
            return Optional.of("another machine has this key: its machine-id is not the node's");
        }
        if (differ(agents.binding.dmiUuid(), hello.dmiUuid())) {
            return Optional.of("another machine has this key: its firmware's UUID is not the node's");
        }
        return process(agents, hello.instance());
    }

    private static Optional<String> process(Agents agents, String instance) {
        if (instance.isEmpty() || instance.equals(agents.present)) {
            return Optional.empty();
        }
        if (agents.copies.contains(instance)) {
            return Optional.of("two agents have this key: this one came second");
        }
        if (agents.former.remove(instance)) {
            add(agents.copies, agents.present);
        } else if (!agents.present.isEmpty()) {
            add(agents.former, agents.present);
        }
        agents.present = instance;
        return Optional.empty();
    }

    private static void add(Set<String> processes, String instance) {
        processes.add(instance);
        if (processes.size() > MOST_PROCESSES) {
            processes.remove(processes.iterator().next());
        }
    }

    private static boolean differ(String known, String said) {
        return !known.isEmpty() && !said.isEmpty() && !known.equals(said);
    }
}
