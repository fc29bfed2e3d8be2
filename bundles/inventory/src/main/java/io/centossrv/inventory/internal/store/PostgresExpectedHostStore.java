// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.internal.expected.ExpectedHost;
import io.centossrv.inventory.internal.expected.HostImport;
import io.centossrv.inventory.internal.expected.Imported;
import io.centossrv.inventory.internal.expected.Imported.Change;
import io.centossrv.inventory.internal.expected.Imported.Kind;
import io.centossrv.inventory.internal.label.Label;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.EventDraft;
import io.centossrv.persistence.Transaction;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.protocol.NodeId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps hosts that are expected. */
@Component(service = PostgresExpectedHostStore.class)
public final class PostgresExpectedHostStore {
    private static final ErrorCode NOT_FOUND = new ErrorCode("expected-host-not-found", ErrorKind.NOT_FOUND);
    private static final ErrorCode TOO_MANY = new ErrorCode("expected-hosts-too-many", ErrorKind.CONFLICT);
    private static final int MOST = 20_000;

    private final Database database;

    @Activate
    public PostgresExpectedHostStore(@Reference InventoryDatabase inventory) {
        this.database = inventory.database();
    }

    /** Takes over all, or says what it would do. */
    public List<Imported> take(HostImport hosts, boolean check, String actor, Instant at) {
        try {
            return database.inTransaction(transaction -> {
                List<Imported> done = new ArrayList<>(ImportedGroups.take(transaction, hosts, actor, at));
                Map<String, NodeId> nodes = new TreeMap<>();
                Sql.query(
                        transaction,
                        row -> nodes.put(row.getString("name"), Sql.node(row, "id")),
                        "select name, id from nodes where name = any (?) and standing in ('accepted', 'quarantined')",
                        hosts.hosts().stream().map(host -> host.name().value()).toList());
                for (HostImport.Host host : hosts.hosts()) {
                    Optional<NodeId> node =
                            Optional.ofNullable(nodes.get(host.name().value()));
                    done.add(
                            node.isPresent()
                                    ? give(transaction, host, node.get(), actor, at)
                                    : expect(transaction, host, hosts.source(), actor, at));
                }
                requireRoom(transaction);
                emit(
                        transaction,
                        "expected-host.imported",
                        hosts.source(),
                        actor,
                        EventData.of(
                                "source", hosts.source(),
                                "hosts", Integer.toString(hosts.hosts().size()),
                                "changed",
                                        Long.toString(done.stream()
                                                .filter(one -> one.change() != Change.UNCHANGED)
                                                .count())));
                if (check) {
                    throw new Checked(done);
                }
                return done;
            });
        } catch (Checked checked) {
            return checked.done;
        }
    }

    public Page<ExpectedHost> list(PageRequest request) {
        return Page.of(
                database.read(transaction -> Sql.query(
                        transaction,
                        ExpectedHosts::host,
                        "select " + ExpectedHosts.COLUMNS
                                + " from expected_hosts e where e.name > ? order by e.name limit ?",
                        request.after().orElse(""),
                        request.limit() + 1)),
                request,
                host -> host.name().value());
    }

    public void remove(String name, String actor) {
        database.inTransaction(transaction -> {
            if (Sql.update(transaction, "delete from expected_hosts where name = ?", name) == 0) {
                throw new CentossrvException(
                        NOT_FOUND,
                        "No host '" + name + "' is expected. 'csrv expected-host list' shows those that are.");
            }
            emit(transaction, "expected-host.removed", name, actor, EventData.of("name", name));
            return name;
        });
    }

    private static Imported give(Transaction transaction, HostImport.Host host, NodeId node, String actor, Instant at)
            throws SQLException {
        boolean changed = ExpectedHosts.give(transaction, node, host.labels(), host.groups(), actor, at);
        return new Imported(Kind.NODE, host.name().value(), changed ? Change.CHANGED : Change.UNCHANGED);
    }

    private static Imported expect(
            Transaction transaction, HostImport.Host host, String source, String actor, Instant at)
            throws SQLException {
        String name = host.name().value();
        Optional<ExpectedHost> before = Sql.query(
                        transaction,
                        ExpectedHosts::host,
                        "select " + ExpectedHosts.COLUMNS + " from expected_hosts e where e.name = ? for update",
                        name)
                .stream()
                .findFirst();
        List<String> labels = union(before.map(ExpectedHost::labels).orElse(List.of()), host.labels());
        List<String> groups = new ArrayList<>(new TreeSet<>(host.groups()));
        before.ifPresent(known -> groups.addAll(known.groups()));
        List<String> all = groups.stream().distinct().sorted().toList();
        if (before.isPresent()
                && labels.equals(
                        before.get().labels().stream().map(Label::toString).toList())
                && all.equals(before.get().groups())) {
            return new Imported(Kind.EXPECTED_HOST, name, Change.UNCHANGED);
        }
        Sql.update(transaction, """
                insert into expected_hosts (name, labels, groups, source, actor, since) values (?, ?, ?, ?, ?, ?)
                    on conflict (name) do update
                   set labels = excluded.labels, groups = excluded.groups, source = excluded.source,
                       actor = excluded.actor, since = excluded.since
                """, name, labels, all, source, actor, at);
        return new Imported(Kind.EXPECTED_HOST, name, before.isPresent() ? Change.CHANGED : Change.MADE);
    }

    /** What comes later replaces what was said under the same name. */
    private static List<String> union(List<Label> before, List<Label> after) {
        Map<String, Label> byKey = new TreeMap<>();
        before.forEach(label -> byKey.put(label.kind() + ":" + label.name(), label));
        after.forEach(label -> byKey.put(label.kind() + ":" + label.name(), label));
        return byKey.values().stream().map(Label::toString).toList();
    }

    private static void requireRoom(Transaction transaction) throws SQLException {
        int count = Sql.query(transaction, row -> row.getInt(1), "select count(*) from expected_hosts")
                .get(0);
        if (count > MOST) {
            throw new CentossrvException(
                    TOO_MANY,
                    count + " hosts would be expected, and at most " + MOST
                            + " are. Remove some: csrv expected-host remove NAME");
        }
    }

    private static void emit(Transaction transaction, String topic, String subject, String actor, String data) {
        transaction.emit(new EventDraft(topic, subject, actor, true, data));
    }

    /** Rolls back what was done to see what it would do. */
    private static final class Checked extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<Imported> done;

        Checked(List<Imported> done) {
            super("checked", null, false, false);
            this.done = List.copyOf(done);
        }
    }
}
