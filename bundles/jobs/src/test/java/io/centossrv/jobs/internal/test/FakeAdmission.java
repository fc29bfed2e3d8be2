// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.test;

import io.centossrv.inventory.NodeStanding;
import io.centossrv.inventory.NodeStandingService;
import io.centossrv.inventory.NodeState;
import io.centossrv.jobs.internal.admission.Admission;
import io.centossrv.platform.DomainUnavailable;
import io.centossrv.platform.security.Caller;
import io.centossrv.protocol.NodeId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What the other domains say of nodes and accounts: all is well until a test says otherwise. */
public final class FakeAdmission implements NodeStandingService {
    /** The release of each agent. */
    public static final String RELEASE = "0.1.0";

    /** The jars of that release. */
    public static final SortedMap<String, String> JARS = new TreeMap<>(Map.of("ab".repeat(32), "modules.jar"));

    private static final NodeStanding WELL = new NodeStanding(NodeState.ONLINE, "", "default", Optional.of(RELEASE));

    private final Map<NodeId, NodeStanding> nodes = new ConcurrentHashMap<>();
    private final Map<String, Caller> accounts = new ConcurrentHashMap<>(Map.of("alice", TestJobs.ALICE));
    private final Map<String, SortedMap<String, String>> releases = new ConcurrentHashMap<>(Map.of(RELEASE, JARS));
    private volatile boolean away;

    /** Changes what a node is. */
    public void change(NodeId node, UnaryOperator<NodeStanding> change) {
        nodes.merge(node, change.apply(WELL), (now, same) -> change.apply(now));
    }

    /** Gives an account other rights, or takes it away. */
    public void account(String name, Optional<Caller> caller) {
        caller.ifPresentOrElse(c -> accounts.put(name, c), () -> accounts.remove(name));
    }

    /** Adds a release. */
    public void release(String version, SortedMap<String, String> jars) {
        releases.put(version, jars);
    }

    /** Takes the other domains away, or brings them back. */
    public void away(boolean gone) {
        away = gone;
    }

    public Admission admission() {
        return new Admission(
                this::standings,
                name -> Optional.ofNullable(accounts.get(name)),
                version -> Optional.ofNullable(releases.get(version)));
    }

    @Override
    public Map<NodeId, NodeStanding> standings(Collection<NodeId> asked) {
        if (away) {
            throw new DomainUnavailable("inventory");
        }
        return asked.stream().collect(Collectors.toMap(node -> node, node -> nodes.getOrDefault(node, WELL)));
    }
}
