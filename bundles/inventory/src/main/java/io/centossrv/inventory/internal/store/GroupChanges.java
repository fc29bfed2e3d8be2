// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.internal.group.Group;
import io.centossrv.inventory.internal.target.Target;
import io.centossrv.inventory.internal.target.TargetGroups;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.EventDraft;
import io.centossrv.persistence.Transaction;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.protocol.NodeId;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Changes groups, one at a time: what refers to what is checked on what is there then. */
@Component(service = GroupChanges.class)
public final class GroupChanges {
    private static final ErrorCode EXISTS = new ErrorCode("group-exists", ErrorKind.CONFLICT);
    private static final ErrorCode IN_USE = new ErrorCode("group-in-use", ErrorKind.CONFLICT);
    private static final ErrorCode TOO_MANY = new ErrorCode("groups-too-many", ErrorKind.CONFLICT);
    private static final ErrorCode DYNAMIC = new ErrorCode("group-dynamic", ErrorKind.CONFLICT);
    private static final int MOST = 1_000;

    private final Database database;

    @Activate
    public GroupChanges(@Reference InventoryDatabase inventory) {
        this.database = inventory.database();
    }

    /** What is put into a static group, or taken out of it. */
    public record Membership(List<NodeId> nodes, List<String> groups) {
        public Membership {
            nodes = List.copyOf(nodes);
            groups = List.copyOf(groups);
        }

        /** Returns one that changes nothing. */
        public static Membership none() {
            return new Membership(List.of(), List.of());
        }
    }

    public Group add(Group group, Membership members) {
        return database.inTransaction(transaction -> {
            lock(transaction);
            if (PostgresGroupStore.find(transaction, group.name()).isPresent()) {
                throw new CentossrvException(EXISTS, "There is a group @" + group.name() + " already.");
            }
            make(transaction, group);
            put(transaction, group.name(), members);
            check(transaction, group.name());
            return PostgresGroupStore.find(transaction, group.name()).orElseThrow();
        });
    }

    public Group change(String name, Membership added, Membership removed, String actor) {
        return database.inTransaction(transaction -> {
            lock(transaction);
            requireStatic(existing(transaction, name));
            Sql.update(transaction, "delete from group_members where name = ? and node = any (?)", name, ids(removed));
            Sql.update(
                    transaction,
                    "delete from group_parts where name = ? and part = any (?)",
                    name,
                    removed.groups().toArray(String[]::new));
            put(transaction, name, added);
            check(transaction, name);
            emit(transaction, "group.changed", name, actor, "");
            return existing(transaction, name);
        });
    }

    /** Removes a group; {@code group-in-use} where another one has it in it. */
    public void remove(String name, String actor) {
        database.inTransaction(transaction -> {
            lock(transaction);
            existing(transaction, name);
            Map<String, Target> meanings = PostgresGroupStore.meanings(transaction);
            List<String> users = meanings.entrySet().stream()
                    .filter(entry -> TargetGroups.named(entry.getValue()).contains(name))
                    .map(entry -> "@" + entry.getKey())
                    .sorted()
                    .toList();
            if (!users.isEmpty()) {
                throw new CentossrvException(
                        IN_USE,
                        "The group @" + name + " is part of " + String.join(", ", users) + ". Change that first.");
            }
            emit(transaction, "group.removed", name, actor, "");
            return Sql.update(transaction, "delete from node_groups where name = ?", name);
        });
    }

    /** Makes a group that is not there, and says so. */
    static void make(Transaction transaction, Group group) throws SQLException {
        int there = Sql.query(transaction, row -> row.getInt(1), "select count(*) from node_groups")
                .get(0);
        if (there >= MOST) {
            throw new CentossrvException(TOO_MANY, "There are " + MOST + " groups. Remove one first.");
        }
        Sql.update(
                transaction,
                "insert into node_groups (name, description, target, actor, created_at) values (?, ?, ?, ?, ?)",
                group.name(),
                group.description(),
                group.target().orElse(null),
                group.createdBy(),
                group.createdAt());
        emit(
                transaction,
                "group.added",
                group.name(),
                group.createdBy(),
                group.target().orElse(""));
    }

    static Group requireStatic(Group group) {
        if (group.target().isPresent()) {
            throw new CentossrvException(
                    DYNAMIC,
                    "The group @" + group.name() + " is what its target selects; nothing is put into it by hand.");
        }
        return group;
    }

    private static void put(Transaction transaction, String name, Membership members) throws SQLException {
        for (String part : members.groups()) {
            existing(transaction, part);
        }
        Sql.update(
                transaction,
                "insert into group_members (name, node) select ?, unnest(?::uuid[]) on conflict do nothing",
                name,
                ids(members));
        Sql.update(
                transaction,
                "insert into group_parts (name, part) select ?, unnest(?::text[]) on conflict do nothing",
                name,
                members.groups().toArray(String[]::new));
    }

    /** Refuses a group inside itself, one that is not there, and more than can be resolved. */
    static void check(Transaction transaction, String name) throws SQLException {
        Target target = TargetGroups.expand(new Target.Group(name), PostgresGroupStore.meanings(transaction));
        TargetSql.of(target);
    }

    private static Group existing(Transaction transaction, String name) throws SQLException {
        return PostgresGroupStore.find(transaction, name).orElseThrow(() -> TargetGroups.notFound(name));
    }

    static void lock(Transaction transaction) throws SQLException {
        Sql.update(transaction, "lock table node_groups in share row exclusive mode");
    }

    static void emit(Transaction transaction, String topic, String name, String actor, String target) {
        transaction.emit(new EventDraft(topic, name, actor, true, EventData.of("name", name, "target", target)));
    }

    private static UUID[] ids(Membership members) {
        return members.nodes().stream().map(NodeId::value).toArray(UUID[]::new);
    }
}
