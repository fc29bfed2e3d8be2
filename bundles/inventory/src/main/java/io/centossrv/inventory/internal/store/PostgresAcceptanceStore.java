// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.NodeState;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.EventDraft;
import io.centossrv.persistence.Transaction;
import io.centossrv.protocol.NodeId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Accepts many nodes in one transaction of few statements. */
@Component(service = PostgresAcceptanceStore.class)
public final class PostgresAcceptanceStore {
    private final Database database;

    @Activate
    public PostgresAcceptanceStore(@Reference InventoryDatabase inventory) {
        this.database = inventory.database();
    }

    /**
     * A node that was asked for by its fingerprint.
     *
     * @param name empty while pending
     */
    public record Candidate(NodeId id, String fingerprint, NodeState state, String hostname, Optional<NodeName> name) {}

    /**
     * A node to be accepted.
     *
     * @param tags besides its token's
     */
    public record Decision(NodeId id, String fingerprint, NodeName name, SortedMap<String, String> tags) {}

    /** What there is to decide with: candidates by fingerprint, and the holders of names. */
    public record Situation(Map<String, Candidate> candidates, Map<String, NodeId> holders) {}

    /**
     * Looks at all that is asked for, lets it be decided, and does it, in one transaction.
     *
     * @param decide gets the situation and says whom to accept
     */
    public List<Decision> accept(
            Collection<String> fingerprints,
            Collection<String> names,
            Function<Situation, List<Decision>> decide,
            String actor,
            Instant at) {
        return database.inTransaction(transaction -> {
            Map<String, Candidate> candidates = candidates(transaction, fingerprints);
            // A name that was not given is the host's.
            TreeMap<String, NodeId> holders = new TreeMap<>();
            List<String> wanted = Stream.concat(
                            names.stream(),
                            candidates.values().stream()
                                    .map(candidate -> candidate.hostname().toLowerCase(Locale.ROOT)))
                    .distinct()
                    .toList();
            Sql.query(
                    transaction,
                    row -> holders.put(row.getString("name"), Sql.node(row, "id")),
                    "select name, id from nodes where name = any (?) and standing in ('accepted', 'quarantined')",
                    wanted);
            List<Decision> decisions = decide.apply(new Situation(candidates, holders));
            if (!decisions.isEmpty()) {
                carryOut(transaction, decisions, actor, at);
            }
            return decisions;
        });
    }

    private static Map<String, Candidate> candidates(Transaction transaction, Collection<String> fingerprints)
            throws SQLException {
        Map<String, Candidate> candidates = new TreeMap<>();
        Sql.query(
                transaction,
                row -> {
                    Candidate candidate = new Candidate(
                            Sql.node(row, "id"),
                            row.getString("fingerprint"),
                            NodeRow.state(row.getString("standing"), false),
                            row.getString("hostname"),
                            Optional.ofNullable(row.getString("name")).map(NodeName::new));
                    return candidates.put(candidate.fingerprint(), candidate);
                },
                "select id, fingerprint, standing, hostname, name from nodes where fingerprint = any (?)"
                        + " order by id for update",
                fingerprints);
        return candidates;
    }

    private static void carryOut(Transaction transaction, List<Decision> decisions, String actor, Instant at)
            throws SQLException {
        List<NodeId> ids = decisions.stream().map(Decision::id).toList();
        List<String> names =
                decisions.stream().map(decision -> decision.name().value()).toList();
        List<String> tags = decisions.stream()
                .map(decision -> String.join("\n", Sql.tags(decision.tags())))
                .toList();
        Sql.update(transaction, """
                update nodes n
                   set standing = 'accepted', name = b.name, accepted_at = ?, standing_since = ?, standing_reason = '',
                       token_tags = case when b.tags = '' then n.token_tags
                                         else n.token_tags || string_to_array(b.tags, E'\\n') end
                  from unnest(?, ?, ?) as b (id, name, tags)
                 where n.id = b.id and n.standing = 'pending'
                """, at, at, ids, names, tags);
        Sql.update(
                transaction,
                "insert into node_names (node, since, name, actor)"
                        + " select b.id, ?, b.name, ? from unnest(?, ?) as b (id, name)",
                at,
                actor,
                ids,
                names);
        Sql.update(transaction, "insert into links (node) select unnest(?) on conflict do nothing", ids);
        TokenLabels.give(transaction, ids, actor, at);
        ExpectedHosts.meet(transaction, ids, actor, at);
        for (Decision decision : decisions) {
            transaction.emit(new EventDraft(
                    "node.accepted",
                    decision.id().toString(),
                    actor,
                    true,
                    EventData.of("name", decision.name().value(), "fingerprint", decision.fingerprint())));
        }
    }
}
