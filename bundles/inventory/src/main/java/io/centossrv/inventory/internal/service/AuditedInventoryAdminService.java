// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import io.centossrv.inventory.InventoryAdminService;
import io.centossrv.inventory.JoinToken;
import io.centossrv.inventory.JoinTokenTerms;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.internal.link.LinkCutter;
import io.centossrv.inventory.internal.store.PostgresNodeStore;
import io.centossrv.platform.security.Caller;
import io.centossrv.platform.security.Permission;
import io.centossrv.protocol.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Changes nodes, each change in one transaction with the event that the audit trail keeps of it. */
@Component(service = {InventoryAdminService.class, AuditedInventoryAdminService.class})
public final class AuditedInventoryAdminService implements InventoryAdminService {
    private static final Permission ACCEPT = new Permission("node:accept");
    private static final Permission REVOKE = new Permission("node:revoke");

    private final PostgresNodeStore nodes;
    private final AuditedJoinTokenService tokens;
    private final LinkCutter links;
    private final Clock clock;

    @Activate
    public AuditedInventoryAdminService(
            @Reference PostgresNodeStore nodes,
            @Reference AuditedJoinTokenService tokens,
            @Reference LinkCutter links) {
        this(nodes, tokens, links, Clock.systemUTC());
    }

    AuditedInventoryAdminService(
            PostgresNodeStore nodes, AuditedJoinTokenService tokens, LinkCutter links, Clock clock) {
        this.nodes = nodes;
        this.tokens = tokens;
        this.links = links;
        this.clock = clock;
    }

    @Override
    public JoinToken createJoinToken(Caller caller, Duration lifetime) {
        return tokens.create(caller, JoinTokenTerms.once(lifetime));
    }

    @Override
    public Node accept(Caller caller, NodeId id, NodeName name) {
        caller.require(ACCEPT);
        AuditedNodeAdminService.requireUsable(name);
        return nodes.accept(id, name, caller.name(), now());
    }

    @Override
    public Node revoke(Caller caller, NodeId id) {
        caller.require(REVOKE);
        Node node = nodes.revoke(id, caller.name(), now());
        links.cut(id, "revoked");
        return node;
    }

    /** Returns the time as the database keeps it, so that an answer and what is read later are equal. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
