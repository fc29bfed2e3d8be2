// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.inventory.internal.target.TargetParser;
import io.centossrv.persistence.test.EmbeddedDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TargetPlanTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    @Test
    void findsPackagesByIndex() {
        InventoryFixture inventory = new InventoryFixture(EMBEDDED);
        new LargeFleet(inventory.database(), 20, 10, 2, 1).make();
        TargetSql target = TargetSql.of(TargetParser.parse("pkg:p7<1:1.4 and fact:os.major=9 and tag:env=prod"));
        String plan = inventory.database().read(transaction -> {
            Sql.update(transaction, "set local enable_seqscan = off");
            return String.join(
                    "\n",
                    Sql.query(
                            transaction,
                            row -> row.getString(1),
                            "explain select n.id from nodes n " + target.joins() + " where " + target.condition(),
                            target.parameters().toArray()));
        });
        assertThat(plan).contains("node_items_by_item", "items_by_order", "fact_values_pkey", "labels_");
    }
}
