// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.internal.version.Evr;
import io.centossrv.inventory.message.Item;
import io.centossrv.persistence.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The one list of all things that nodes have. */
final class Items {
    private static final String FIND = """
            select i.id from items i
              join unnest(?::text[], ?::bytea[]) as wanted (name, digest)
                on i.kind = ? and i.name = wanted.name and i.digest = wanted.digest
            """;
    // In the order of the key: two reports that bring the same new things can't wait for each other.
    private static final String INSERT = """
            insert into items (kind, name, version, order_key, attributes, digest, since)
            select ?, w.name, w.version, w.order_key, w.attributes, w.digest, ?
              from unnest(?::text[], ?::bytea[], ?::text[], ?::bytea[], ?::text[])
                   as x (name, digest, version, order_key, attributes)
                   cross join lateral (select x.name, x.digest, x.version, x.order_key, x.attributes::jsonb) as w
             order by w.name, w.digest
            on conflict (kind, name, digest) do nothing
            """;

    private Items() {}

    /** Returns the ids of items, which are added where they are new. */
    static List<Integer> intern(Transaction transaction, String kind, List<Item> items, Instant at)
            throws SQLException {
        Map<String, Item> byKey = new TreeMap<>();
        items.forEach(item -> byKey.put(item.key(), item));
        if (byKey.isEmpty()) {
            return List.of();
        }
        String[] names = byKey.values().stream().map(Item::name).toArray(String[]::new);
        byte[][] digests = byKey.keySet().stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new);
        List<Integer> found = find(transaction, kind, names, digests);
        if (found.size() == byKey.size()) {
            return found;
        }
        Sql.update(
                transaction,
                INSERT,
                kind,
                at,
                names,
                digests,
                byKey.values().stream().map(item -> item.version().orElse(null)).toArray(String[]::new),
                byKey.values().stream().map(item -> orderKey(kind, item)).toArray(byte[][]::new),
                byKey.values().stream()
                        .map(item -> FactsJson.write(new LinkedHashMap<>(item.attributes())))
                        .toArray(String[]::new));
        return find(transaction, kind, names, digests);
    }

    private static List<Integer> find(Transaction transaction, String kind, String[] names, byte[][] digests)
            throws SQLException {
        return Sql.query(transaction, row -> row.getInt(1), FIND, names, digests, kind);
    }

    private static byte[] orderKey(String kind, Item item) {
        Optional<byte[]> key = item.version()
                .flatMap(
                        version -> kind.equals("package") ? Evr.parse(version).map(Evr::lowest) : OrderKey.of(version));
        return key.orElse(null);
    }
}
