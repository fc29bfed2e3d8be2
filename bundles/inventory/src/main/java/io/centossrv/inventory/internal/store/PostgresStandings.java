// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.NodeStanding;
import io.centossrv.inventory.NodeStandingService;
import io.centossrv.persistence.Database;
import io.centossrv.protocol.NodeId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what nodes are at this moment. */
@Component(service = NodeStandingService.class)
public final class PostgresStandings implements NodeStandingService {
    private final Database database;

    @Activate
    public PostgresStandings(@Reference InventoryDatabase inventory) {
        this.database = inventory.database();
    }

    @Override
    public Map<NodeId, NodeStanding> standings(Collection<NodeId> nodes) {
        Map<NodeId, NodeStanding> standings = new HashMap<>();
        if (nodes.isEmpty()) {
            return standings;
        }
        return database.read(transaction -> {
            Sql.query(
                    transaction,
                    row -> standings.put(
                            Sql.node(row, "id"),
                            new NodeStanding(
                                    NodeRow.state(row.getString("standing"), row.getBoolean("online")),
                                    row.getString("standing_reason"),
                                    row.getString("team"),
                                    Optional.ofNullable(row.getString("agent_version")))),
                    """
                    select n.id, n.standing, n.standing_reason, n.team, l.agent_version,
                           coalesce(l.online, false) as online
                      from nodes n left join links l on l.node = n.id
                     where n.id = any (?)
                    """,
                    nodes);
            return standings;
        });
    }
}
