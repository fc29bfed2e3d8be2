// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.internal.version.Evr;
import io.centossrv.persistence.Database;
import java.util.Optional;

/**
 * A fleet of any size, made by the database itself: nodes with tags, facts, packages of eight versions, services, groups,
 * and the changes of a year. Which node has what follows from its number.
 */
record LargeFleet(Database database, int nodes, int packages, int services, int changes) {
    private static final int VERSIONS = 8;

    void make() {
        run(
                "insert into nodes (id, name, standing, hostname, bus_key, fingerprint, machine_id, enrolled_at, accepted_at)"
                        + " select id(i), 'n' || i, 'accepted', 'n' || i, 'k' || i, 'f' || i, '', now(), now() from n(?) i",
                nodes);
        run(
                "insert into links (node, online, lease_until, seen_at) select id(i), true, 'infinity', now() from n(?) i",
                nodes);
        run(
                "insert into labels (node, kind, name, value, order_key, actor, since)"
                        + " select id(i), 'tag', 'env', (array['prod','dev','test'])[1 + i % 3], null, 'root', now() from n(?) i"
                        + " where i % 10 <> 0",
                nodes);
        run(
                "insert into labels (node, kind, name, value, order_key, actor, since)"
                        + " select id(i), 'role', (array['web','db'])[1 + i % 2], '', null, 'root', now() from n(?) i",
                nodes);
        run(
                "insert into labels (node, kind, name, value, order_key, actor, since)"
                        + " select id(i), 'site', '', 'site' || i % 20, null, 'root', now() from n(?) i",
                nodes);
        facts();
        things();
        run("insert into node_groups (name, target, actor, created_at) values ('shop', null, 'root', now()),"
                + " ('old', 'pkg:p7<1:1.4', 'root', now()), ('both', '@shop and not @old', 'root', now())");
        run("insert into group_members (name, node) select 'shop', id(i) from n(?) i where i % 4 = 0", nodes);
        run(
                "insert into item_changes (node, kind, at, added, removed)"
                        + " select id(i), 'package', now() - interval '1 year' + w * interval '1 year' / ?,"
                        + " array(select 1 + (i * 7 + w * 13 + x * 31) % ? from generate_series(1, 20) x),"
                        + " array(select 1 + (i * 11 + w * 17 + x * 29) % ? from generate_series(1, 20) x)"
                        + " from n(?) i, generate_series(1, ?) w",
                changes, packages, packages, nodes, changes);
        run(
                "insert into fact_changes (node, at, before)"
                        + " select id(i), now() - w * interval '1 year' / ?, '{\"kernel.release\":\"5.14.0-1.el9\"}'"
                        + " from n(?) i, generate_series(1, ?) w",
                changes,
                nodes,
                changes);
        run(
                "insert into histories select id(i), s, now() - interval '1 year' from n(?) i,"
                        + " unnest(array['facts', 'package', 'service']) s",
                nodes);
    }

    private void facts() {
        // Forty more facts, as a real node has them.
        run(
                "insert into fact_values (node, name, position, value, number, order_key)"
                        + " select id(i), 'os.major', 0, (7 + i % 4)::text, 7 + i % 4, null from n(?) i where i % 25 <> 0",
                nodes);
        run(
                "insert into fact_values (node, name, position, value, number, order_key)"
                        + " select id(i), 'os.name', 0, (array['CentOS Linux','CentOS Stream'])[1 + i % 2], null, null from n(?) i",
                nodes);
        for (int minor = 0; minor < 4; minor++) {
            String release = "5.14.0-" + (100 + minor * 100) + ".el9.x86_64";
            run(
                    "insert into fact_values (node, name, position, value, number, order_key)"
                            + " select id(i), 'kernel.release', 0, ?, null, ?::bytea from n(?) i where i % 4 = ?",
                    release, OrderKey.of(release).orElseThrow(), nodes, minor);
        }
        run(
                "insert into fact_values (node, name, position, value, number, order_key)"
                        + " select id(i), 'filler.f' || f, 0, 'value ' || (i * f) % 1000, null, null"
                        + " from n(?) i, generate_series(1, 40) f",
                nodes);
        run("insert into facts (node, content, observed_at, received_at)"
                + " select node, jsonb_object_agg(name, coalesce(to_jsonb(number), to_jsonb(value))), now(), now()"
                + " from fact_values group by node");
    }

    private void things() {
        for (int version = 0; version < VERSIONS; version++) {
            Evr evr = new Evr(1, "1." + version, Optional.of("1.el9"));
            run(
                    "insert into items (kind, name, version, order_key, attributes, digest, since)"
                            + " select 'package', 'p' || p, ?, ?::bytea, '{\"arch\":\"x86_64\"}', decode(md5(p || '/' || ?), 'hex'), now()"
                            + " from generate_series(0, ? - 1) p",
                    evr.toString(),
                    evr.lowest(),
                    version,
                    packages);
        }
        run(
                "insert into items (kind, name, attributes, digest, since)"
                        + " select 'service', 's' || s, '{\"state\":\"running\"}', decode(md5('s' || s), 'hex'), now()"
                        + " from generate_series(1, ?) s",
                services);
        run(
                "insert into node_items (node, kind, items, hash, observed_at, received_at)"
                        + " select id(i), 'package', has.items, 'h', now(), now() from n(?) i join ("
                        + "    select r, array_agg(x.id order by x.id) as items from generate_series(0, ? - 1) r"
                        + "      join items x on x.kind = 'package'"
                        + "       and x.version = '1:1.' || (r + substr(x.name, 2)::int) % ? || '-1.el9' group by r) has"
                        + "   on has.r = i % ?",
                nodes, VERSIONS, VERSIONS, VERSIONS);
        run(
                "insert into node_items (node, kind, items, hash, observed_at, received_at)"
                        + " select id(i), 'service', has.items, 'h', now(), now() from n(?) i,"
                        + " (select array_agg(x.id order by x.id) as items from items x where x.kind = 'service') has",
                nodes);
    }

    private void run(String sql, Object... parameters) {
        String plain =
                sql.replaceAll("\\bid\\(i\\)", "md5('node' || i)::uuid").replace("n(?) i", "generate_series(1, ?) i");
        database.inTransaction(transaction -> {
            Sql.update(transaction, "set local statement_timeout = 0");
            return Sql.update(transaction, plain, parameters);
        });
    }
}
