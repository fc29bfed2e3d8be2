// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import io.centossrv.inventory.Acceptance;
import io.centossrv.inventory.AcceptanceOutcome;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeAdminService;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.internal.InventoryErrors;
import io.centossrv.inventory.internal.link.LinkCutter;
import io.centossrv.inventory.internal.store.PostgresAcceptanceStore;
import io.centossrv.inventory.internal.store.PostgresReplacementStore;
import io.centossrv.inventory.internal.store.PostgresStandingStore;
import io.centossrv.inventory.internal.target.TargetParser;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.security.Caller;
import io.centossrv.platform.security.Permission;
import io.centossrv.protocol.NodeId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Leads nodes through their life; cuts the link of one whose key is worthless after the change is committed. */
@Component(service = {NodeAdminService.class, AuditedNodeAdminService.class})
public final class AuditedNodeAdminService implements NodeAdminService {
    private static final Permission ACCEPT = new Permission("node:accept");
    private static final Permission REJECT = new Permission("node:reject");
    private static final Permission RENAME = new Permission("node:rename");
    private static final Permission RETIRE = new Permission("node:retire");
    private static final Permission QUARANTINE = new Permission("node:quarantine");
    private static final Permission RELEASE = new Permission("node:release");
    private static final Permission REPLACE = new Permission("node:replace");
    private static final int MOST_REASON = 500;

    private final PostgresStandingStore standing;
    private final PostgresAcceptanceStore acceptances;
    private final PostgresReplacementStore replacements;
    private final LinkCutter links;
    private final Clock clock;

    @Activate
    public AuditedNodeAdminService(
            @Reference PostgresStandingStore standing,
            @Reference PostgresAcceptanceStore acceptances,
            @Reference PostgresReplacementStore replacements,
            @Reference LinkCutter links) {
        this(standing, acceptances, replacements, links, Clock.systemUTC());
    }

    AuditedNodeAdminService(
            PostgresStandingStore standing,
            PostgresAcceptanceStore acceptances,
            PostgresReplacementStore replacements,
            LinkCutter links,
            Clock clock) {
        this.standing = standing;
        this.acceptances = acceptances;
        this.replacements = replacements;
        this.links = links;
        this.clock = clock;
    }

    @Override
    public List<AcceptanceOutcome> acceptAll(Caller caller, List<Acceptance> asked, boolean partial) {
        caller.require(ACCEPT);
        AcceptanceList list = AcceptanceList.of(asked);
        acceptances.accept(
                list.fingerprints(), list.names(), situation -> list.decide(situation, partial), caller.name(), now());
        return list.outcomes();
    }

    @Override
    public Node reject(Caller caller, NodeId id) {
        caller.require(REJECT);
        return standing.reject(id, caller.name(), now());
    }

    @Override
    public Node rename(Caller caller, NodeId id, NodeName name) {
        caller.require(RENAME);
        requireUsable(name);
        return standing.rename(id, name, caller.name(), now());
    }

    @Override
    public Node retire(Caller caller, NodeId id) {
        caller.require(RETIRE);
        Node node = standing.retire(id, caller.name(), now());
        links.cut(id, "retired");
        return node;
    }

    @Override
    public Node quarantine(Caller caller, NodeId id, String reason) {
        caller.require(QUARANTINE);
        String said = reason.strip();
        if (said.isEmpty() || said.length() > MOST_REASON || said.chars().anyMatch(Character::isISOControl)) {
            throw new CentossrvException(
                    InventoryErrors.REASON_INVALID,
                    "A reason has 1 to " + MOST_REASON + " characters and no control characters.");
        }
        return standing.quarantine(id, said, caller.name(), now());
    }

    @Override
    public Node release(Caller caller, NodeId id) {
        caller.require(RELEASE);
        return standing.release(id, caller.name(), now());
    }

    @Override
    public Node replace(Caller caller, NodeId old, NodeId fresh) {
        caller.require(REPLACE);
        if (old.equals(fresh)) {
            throw new CentossrvException(
                    InventoryErrors.REPLACEMENT_INVALID, "A node can't replace itself. Name two nodes.");
        }
        Node node = replacements.replace(old, fresh, caller.name(), now());
        links.cut(old, "replaced");
        return node;
    }

    /** Tells whether a node may be called so. */
    public static boolean isUsable(NodeName name) {
        return !TargetParser.RESERVED.contains(name.value());
    }

    /** Throws where a node may not be called so. */
    static void requireUsable(NodeName name) {
        if (!isUsable(name)) {
            throw new CentossrvException(
                    InventoryErrors.NODE_NAME_INVALID,
                    "A node can't be called " + name + ": the word means something in targets.");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
