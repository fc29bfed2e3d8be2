// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.internal.expected.HostImport;
import io.centossrv.inventory.internal.expected.Imported;
import io.centossrv.inventory.internal.expected.Imported.Change;
import io.centossrv.inventory.internal.group.Group;
import io.centossrv.persistence.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The groups of an import: made where they are not there, with the groups in them. */
final class ImportedGroups {
    private ImportedGroups() {}

    static List<Imported> take(Transaction transaction, HostImport hosts, String actor, Instant at)
            throws SQLException {
        Map<String, Set<String>> wanted = new TreeMap<>();
        for (HostImport.Group group : hosts.groups()) {
            wanted.computeIfAbsent(group.name(), name -> new TreeSet<>()).addAll(group.parts());
            group.parts().forEach(part -> wanted.computeIfAbsent(part, name -> new TreeSet<>()));
        }
        hosts.hosts().forEach(host -> host.groups()
                .forEach(group -> wanted.computeIfAbsent(group, name -> new TreeSet<>())));
        GroupChanges.lock(transaction);
        Map<String, Change> changes = new TreeMap<>();
        for (String name : wanted.keySet()) {
            boolean there = PostgresGroupStore.find(transaction, name)
                    .map(group -> GroupChanges.requireStatic(group).name())
                    .isPresent();
            if (!there) {
                GroupChanges.make(
                        transaction,
                        new Group(name, "imported from " + hosts.source(), Optional.empty(), 0, List.of(), actor, at));
            }
            changes.put(name, there ? Change.UNCHANGED : Change.MADE);
        }
        for (Map.Entry<String, Set<String>> group : wanted.entrySet()) {
            int added = Sql.update(
                    transaction,
                    "insert into group_parts (name, part) select ?, unnest(?::text[]) on conflict do nothing",
                    group.getKey(),
                    group.getValue().toArray(String[]::new));
            if (added > 0) {
                GroupChanges.check(transaction, group.getKey());
            }
            if (added > 0 && changes.get(group.getKey()) == Change.UNCHANGED) {
                GroupChanges.emit(transaction, "group.changed", group.getKey(), actor, "");
                changes.put(group.getKey(), Change.CHANGED);
            }
        }
        List<Imported> done = new ArrayList<>();
        changes.forEach((name, change) -> done.add(new Imported(Imported.Kind.GROUP, name, change)));
        return done;
    }
}
