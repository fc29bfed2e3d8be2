// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeStanding;
import io.centossrv.inventory.NodeState;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.protocol.NodeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresStandingsTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final NodeId UNKNOWN = NodeId.parse("01890a5d-ac96-774b-bcce-b302099a8057");

    private final InventoryFixture inventory = new InventoryFixture(EMBEDDED);

    @Test
    void tellsWhatEachNodeIsNow() {
        Node web = inventory.accepted("web1");
        Node gone = inventory.accepted("web2");
        Node copied = inventory.accepted("web3");
        inventory.standing().revoke(gone.id(), "root", inventory.clock().instant());
        inventory
                .database()
                .inTransaction(transaction -> Sql.update(
                        transaction,
                        "update nodes set standing = 'quarantined', standing_reason = 'clone', team = 'shop' where id = ?",
                        copied.id()));
        inventory
                .database()
                .inTransaction(transaction -> Sql.update(
                        transaction,
                        "insert into links (node, online, agent_version) values (?, true, '0.1.0')"
                                + " on conflict (node) do update set online = true, agent_version = '0.1.0'",
                        web.id()));

        Map<NodeId, NodeStanding> standings = new PostgresStandings(new InventoryDatabase(EMBEDDED.persistence()))
                .standings(List.of(web.id(), gone.id(), copied.id(), UNKNOWN));

        assertThat(standings).containsOnlyKeys(web.id(), gone.id(), copied.id());
        assertThat(standings.get(web.id()))
                .isEqualTo(new NodeStanding(NodeState.ONLINE, "", "default", Optional.of("0.1.0")));
        assertThat(standings.get(gone.id()).state()).isEqualTo(NodeState.REVOKED);
        assertThat(standings.get(copied.id()))
                .isEqualTo(new NodeStanding(NodeState.QUARANTINED, "clone", "shop", Optional.empty()));
    }
}
