// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.internal.group.Group;
import io.centossrv.inventory.internal.target.Target;
import io.centossrv.inventory.internal.target.TargetParser;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.Transaction;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads groups. */
@Component(service = PostgresGroupStore.class)
public final class PostgresGroupStore {
    private static final String SELECT = """
            select g.name, g.description, g.target, g.actor, g.created_at,
                   (select count(*) from group_members m where m.name = g.name) as members,
                   array(select p.part from group_parts p where p.name = g.name order by p.part) as parts
              from node_groups g
            """;

    private final Database database;

    @Activate
    public PostgresGroupStore(@Reference InventoryDatabase inventory) {
        this.database = inventory.database();
    }

    /** Returns groups by name. */
    public Page<Group> list(PageRequest request) {
        List<Group> groups = database.read(transaction -> Sql.query(
                transaction,
                PostgresGroupStore::group,
                SELECT + " where g.name > ? order by g.name limit ?",
                request.after().orElse(""),
                request.limit() + 1));
        return Page.of(groups, request, Group::name);
    }

    public Optional<Group> find(String name) {
        return database.read(transaction -> find(transaction, name));
    }

    static Optional<Group> find(Transaction transaction, String name) throws SQLException {
        return Sql.query(transaction, PostgresGroupStore::group, SELECT + " where g.name = ?", name).stream()
                .findFirst();
    }

    /** Returns what each group means, with the groups in it by name. */
    public Map<String, Target> meanings() {
        return database.read(PostgresGroupStore::meanings);
    }

    static Map<String, Target> meanings(Transaction transaction) throws SQLException {
        Map<String, Target> meanings = new HashMap<>();
        Sql.query(transaction, PostgresGroupStore::group, SELECT)
                .forEach(group -> meanings.put(group.name(), meaning(group)));
        return meanings;
    }

    private static Target meaning(Group group) {
        if (group.target().isPresent()) {
            return TargetParser.parse(group.target().orElseThrow());
        }
        List<Target> all = new ArrayList<>(List.of(new Target.Members(group.name())));
        group.parts().forEach(part -> all.add(new Target.Group(part)));
        return new Target.Or(all);
    }

    private static Group group(ResultSet row) throws SQLException {
        return new Group(
                row.getString("name"),
                row.getString("description"),
                Optional.ofNullable(row.getString("target")),
                row.getInt("members"),
                List.of((String[]) row.getArray("parts").getArray()),
                row.getString("actor"),
                Sql.instant(row, "created_at").orElseThrow());
    }
}
