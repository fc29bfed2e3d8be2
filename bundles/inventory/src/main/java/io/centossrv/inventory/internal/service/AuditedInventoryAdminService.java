// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import io.centossrv.inventory.InventoryAdminService;
import io.centossrv.inventory.JoinToken;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.internal.InventoryErrors;
import io.centossrv.inventory.internal.link.LinkCutter;
import io.centossrv.inventory.internal.store.PostgresJoinTokenStore;
import io.centossrv.inventory.internal.store.PostgresNodeStore;
import io.centossrv.inventory.internal.target.TargetParser;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.pki.ControlPlaneKeys;
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
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Permission ACCEPT = new Permission("node:accept");
    private static final Permission REVOKE = new Permission("node:revoke");
    private static final Permission CREATE_TOKEN = new Permission("join-token:create");

    private final PostgresNodeStore nodes;
    private final PostgresJoinTokenStore tokens;
    private final ControlPlaneKeys keys;
    private final LinkCutter links;
    private final Clock clock;

    @Activate
    public AuditedInventoryAdminService(
            @Reference PostgresNodeStore nodes,
            @Reference PostgresJoinTokenStore tokens,
            @Reference ControlPlaneKeys keys,
            @Reference LinkCutter links) {
        this(nodes, tokens, keys, links, Clock.systemUTC());
    }

    AuditedInventoryAdminService(
            PostgresNodeStore nodes,
            PostgresJoinTokenStore tokens,
            ControlPlaneKeys keys,
            LinkCutter links,
            Clock clock) {
        this.nodes = nodes;
        this.tokens = tokens;
        this.keys = keys;
        this.links = links;
        this.clock = clock;
    }

    @Override
    public JoinToken createJoinToken(Caller caller, Duration lifetime) {
        caller.require(CREATE_TOKEN);
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw new CentossrvException(
                    InventoryErrors.LIFETIME_INVALID,
                    "A join token lives from one second to 7 days, not " + lifetime + ".");
        }
        TokenSecret secret = TokenSecret.random();
        Instant now = now();
        Instant expiresAt = now.plus(lifetime);
        tokens.create(secret.id(), secret.hash(), caller.name(), now, expiresAt);
        return new JoinToken(secret.id(), secret.text() + "." + keys.caPin(), expiresAt);
    }

    @Override
    public Node accept(Caller caller, NodeId id, NodeName name) {
        caller.require(ACCEPT);
        if (TargetParser.RESERVED.contains(name.value())) {
            throw new CentossrvException(
                    InventoryErrors.NODE_NAME_INVALID,
                    "A node can't be called " + name + ": the word means something in targets.");
        }
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
