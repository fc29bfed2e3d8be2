// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import io.centossrv.inventory.IssuedJoinToken;
import io.centossrv.inventory.JoinToken;
import io.centossrv.inventory.JoinTokenAdminService;
import io.centossrv.inventory.JoinTokenService;
import io.centossrv.inventory.JoinTokenTerms;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeState;
import io.centossrv.inventory.internal.InventoryErrors;
import io.centossrv.inventory.internal.store.NewJoinToken;
import io.centossrv.inventory.internal.store.PostgresInventoryStore;
import io.centossrv.inventory.internal.store.PostgresJoinTokenStore;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.platform.pki.ControlPlaneKeys;
import io.centossrv.platform.security.Caller;
import io.centossrv.platform.security.Permission;
import io.centossrv.protocol.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes join tokens, and says which there are. */
@Component(service = {JoinTokenService.class, JoinTokenAdminService.class, AuditedJoinTokenService.class})
public final class AuditedJoinTokenService implements JoinTokenService, JoinTokenAdminService {
    private static final Permission CREATE = new Permission("join-token:create");
    private static final Permission REVOKE = new Permission("join-token:revoke");
    private static final Permission REISSUE = new Permission("node:reissue");
    private static final Set<NodeState> HAVE_NO_KEY = Set.of(NodeState.PENDING, NodeState.RETIRED, NodeState.REVOKED);

    private final PostgresJoinTokenStore tokens;
    private final PostgresInventoryStore nodes;
    private final ControlPlaneKeys keys;
    private final Clock clock;

    @Activate
    public AuditedJoinTokenService(
            @Reference PostgresJoinTokenStore tokens,
            @Reference PostgresInventoryStore nodes,
            @Reference ControlPlaneKeys keys) {
        this(tokens, nodes, keys, Clock.systemUTC());
    }

    AuditedJoinTokenService(
            PostgresJoinTokenStore tokens, PostgresInventoryStore nodes, ControlPlaneKeys keys, Clock clock) {
        this.tokens = tokens;
        this.nodes = nodes;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Page<IssuedJoinToken> list(PageRequest request) {
        return tokens.list(request, now());
    }

    @Override
    public JoinToken create(Caller caller, JoinTokenTerms terms) {
        caller.require(CREATE);
        JoinTokenRules.check(terms);
        return create(caller, TokenSecret.random(), terms, Optional.empty());
    }

    @Override
    public JoinToken reissue(Caller caller, NodeId node, Duration lifetime) {
        caller.require(REISSUE);
        JoinTokenRules.checkLifetime(lifetime);
        Node found = nodes.find(node).orElseThrow(() -> InventoryErrors.notFound(node));
        if (HAVE_NO_KEY.contains(found.state())) {
            throw InventoryErrors.unfit(found, "gets no new key");
        }
        return create(caller, TokenSecret.randomForReissue(), JoinTokenTerms.once(lifetime), Optional.of(node));
    }

    @Override
    public IssuedJoinToken revoke(Caller caller, String id) {
        caller.require(REVOKE);
        return tokens.revoke(id, caller.name(), now());
    }

    private JoinToken create(Caller caller, TokenSecret secret, JoinTokenTerms terms, Optional<NodeId> reissues) {
        Instant now = now();
        tokens.create(new NewJoinToken(secret.id(), secret.hash(), terms, reissues), caller.name(), now);
        return new JoinToken(secret.id(), secret.text() + "." + keys.caPin(), now.plus(terms.lifetime()));
    }

    /** Returns the time as the database keeps it, so that an answer and what is read later are equal. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
