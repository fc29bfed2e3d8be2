// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.internal.store.TargetReference.Machine;
import io.centossrv.inventory.internal.version.Evr;
import io.centossrv.persistence.Database;
import io.centossrv.protocol.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes what a random fleet is into the tables. */
record FleetRows(Database database) {
    void labels(NodeId node, Machine machine) {
        machine.tags().forEach((name, value) -> label(node, "tag", name, value));
        machine.meta().forEach((name, value) -> label(node, "meta", name, value));
        machine.roles().forEach(role -> label(node, "role", role, ""));
        machine.site().ifPresent(site -> label(node, "site", "", site));
    }

    void group(String name, String target, List<String> parts) {
        run("insert into node_groups (name, target, actor, created_at) values (?, ?, 'root', now())", name, target);
        parts.forEach(part -> run("insert into group_parts (name, part) values (?, ?)", name, part));
    }

    void member(String group, NodeId node) {
        run("insert into group_members (name, node) values (?, ?)", group, node);
    }

    void packages(NodeId node, Map<String, List<Evr>> packages) {
        List<Integer> ids = new ArrayList<>();
        packages.forEach((name, evrs) -> evrs.forEach(evr -> {
            byte[] digest = (name + evr).getBytes(StandardCharsets.UTF_8);
            run(
                    "insert into items (kind, name, version, order_key, attributes, digest, since)"
                            + " values ('package', ?, ?, ?, '{}', ?, now()) on conflict do nothing",
                    name,
                    evr.toString(),
                    evr.lowest(),
                    digest);
            ids.add(database.read(transaction -> Sql.query(
                            transaction,
                            row -> row.getInt(1),
                            "select id from items where kind = 'package' and name = ? and digest = ?",
                            name,
                            digest)
                    .get(0)));
        }));
        run(
                "insert into node_items (node, kind, items, hash, observed_at, received_at)"
                        + " values (?, 'package', ?, '', now(), now())",
                node,
                ids.toArray(Integer[]::new));
    }

    private void label(NodeId node, String kind, String name, String value) {
        run(
                "insert into labels (node, kind, name, value, order_key, actor, since) values (?, ?, ?, ?, ?, 'root', now())",
                node,
                kind,
                name,
                value,
                OrderKey.of(value).orElse(null));
    }

    private void run(String sql, Object... parameters) {
        database.inTransaction(transaction -> Sql.update(transaction, sql, parameters));
    }
}
