// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import io.centossrv.inventory.internal.store.PostgresBindingStore;
import io.centossrv.inventory.internal.store.PostgresBindingStore.Binding;
import io.centossrv.platform.CentossrvException;
import io.centossrv.protocol.NodeId;
import io.centossrv.transport.AgentHello;
import io.centossrv.transport.PeerAuthority;
import java.time.Clock;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Asks the database at each handshake, and lets nobody in where it does not answer. There is no cache: the question is one
 * look into an index, a fraction of what the handshake costs, and so a revoked key is refused from the commit on. What it
 * says of the key's machine is kept until the Hello that follows.
 */
@Component
public final class StoredPeerAuthority implements PeerAuthority {
    private final PostgresBindingStore bindings;
    private final CloneWatch clones = new CloneWatch();
    private final CloneReports reports;
    private final OutageLog log = new OutageLog("Nodes can't connect: their keys can't be looked up.");

    @Activate
    public StoredPeerAuthority(@Reference PostgresBindingStore bindings) {
        this(bindings, Clock.systemUTC());
    }

    StoredPeerAuthority(PostgresBindingStore bindings, Clock clock) {
        this.bindings = bindings;
        this.reports = new CloneReports(bindings, clock);
    }

    @Deactivate
    void stop() {
        reports.close();
    }

    @Override
    public Optional<NodeId> acceptedNode(String publicKey) {
        try {
            Optional<Binding> binding = bindings.accepted(publicKey);
            binding.ifPresent(clones::proven);
            log.works();
            return binding.map(Binding::node);
        } catch (CentossrvException e) {
            log.fails(e);
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> refusal(NodeId node, AgentHello hello) {
        Optional<String> clash = clones.clash(node, hello);
        clash.ifPresent(how -> reports.report(node, hello, how));
        return clash;
    }
}
