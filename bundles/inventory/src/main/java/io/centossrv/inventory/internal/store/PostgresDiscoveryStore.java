// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.internal.discovery.DiscoveredHost;
import io.centossrv.inventory.internal.discovery.Discovery;
import io.centossrv.inventory.internal.discovery.Discovery.State;
import io.centossrv.inventory.internal.discovery.DiscoveryId;
import io.centossrv.inventory.internal.discovery.KnownHost;
import io.centossrv.inventory.internal.discovery.Network;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.EventDraft;
import io.centossrv.persistence.Transaction;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the newest discoveries and what they found. By the database's clock. */
@Component(service = PostgresDiscoveryStore.class)
public final class PostgresDiscoveryStore {
    private static final ErrorCode RUNNING = new ErrorCode("discovery-running", ErrorKind.CONFLICT);
    private static final ErrorCode NOT_FOUND = new ErrorCode("discovery-not-found", ErrorKind.NOT_FOUND);
    private static final ErrorCode PAGE_INVALID = new ErrorCode("page-invalid", ErrorKind.USER);
    private static final Pattern CURSOR = Pattern.compile("([0-9a-f.:]{2,45}) (\\d{1,5})");
    private static final Duration ALIVE = Duration.ofSeconds(30);
    private static final int KEPT = 10;
    private static final String COLUMNS =
            "id, network, ports, actor, state, addresses, probed, found, started_at, ended_at";

    private final Database database;

    @Activate
    public PostgresDiscoveryStore(@Reference InventoryDatabase inventory) {
        this.database = inventory.database();
    }

    /** Begins one; {@code discovery-running} where another one runs. Those that are too many go, the oldest first. */
    public Discovery begin(String network, List<Integer> ports, int addresses, String actor) {
        return database.inTransaction(transaction -> {
            interruptDead(transaction);
            DiscoveryId id = new DiscoveryId(UUID.randomUUID());
            int begun = Sql.update(
                    transaction,
                    "insert into discoveries (id, network, ports, actor, state, addresses, started_at, alive_at)"
                            + " values (?, ?, string_to_array(?, ' ')::int[], ?, 'running', ?, now(), now())"
                            + " on conflict (state) where state = 'running' do nothing",
                    id.value(),
                    network,
                    String.join(" ", ports.stream().map(String::valueOf).toList()),
                    actor,
                    addresses);
            if (begun == 0) {
                throw new CentossrvException(
                        RUNNING,
                        "A discovery runs already. Wait for its end or cancel it: csrv node discover --cancel");
            }
            Sql.update(
                    transaction,
                    "delete from discoveries where id not in (select id from discoveries order by started_at desc, id"
                            + " limit ?)",
                    KEPT);
            emit(
                    transaction,
                    "node.discovery-started",
                    id,
                    actor,
                    EventData.of(
                            "network", network, "ports", ports.toString(), "addresses", Integer.toString(addresses)));
            return find(transaction, id);
        });
    }

    /** Keeps what was found; returns whether to go on. */
    public boolean progress(DiscoveryId id, List<DiscoveredHost> hosts, int probed) {
        return database.inTransaction(transaction -> {
            boolean runs = keep(transaction, id, hosts, probed);
            return runs
                    && Sql.query(
                                    transaction,
                                    row -> row.getString("cancelled_by") == null,
                                    "select cancelled_by from discoveries where id = ?",
                                    id.value())
                            .get(0);
        });
    }

    /** Ends one and says so; nothing where it has ended before. */
    public void end(DiscoveryId id, List<DiscoveredHost> hosts, int probed, State state) {
        database.inTransaction(transaction -> {
            if (keep(transaction, id, hosts, probed)) {
                end(transaction, id, state);
            }
            return id;
        });
    }

    /** Has one end soon, if it runs. */
    public Discovery cancel(DiscoveryId id, String actor) {
        return database.inTransaction(transaction -> {
            interruptDead(transaction);
            int asked = Sql.update(
                    transaction,
                    "update discoveries set cancelled_by = ? where id = ? and state = 'running' and cancelled_by is null",
                    actor,
                    id.value());
            if (asked > 0) {
                emit(transaction, "node.discovery-cancelled", id, actor, "{}");
            }
            return find(transaction, id);
        });
    }

    public List<Discovery> list() {
        return database.inTransaction(transaction -> {
            interruptDead(transaction);
            return Sql.query(
                    transaction,
                    PostgresDiscoveryStore::discovery,
                    "select " + COLUMNS + " from discoveries order by started_at desc, id limit ?",
                    KEPT);
        });
    }

    public Discovery find(DiscoveryId id) {
        return database.inTransaction(transaction -> {
            interruptDead(transaction);
            return find(transaction, id);
        });
    }

    /** Returns a page of what was found, by address and port, each with the one node that it looks like. */
    public Page<KnownHost> hosts(DiscoveryId id, PageRequest request) {
        Matcher after = CURSOR.matcher(request.after().orElse("0.0.0.0 0"));
        if (!after.matches()) {
            throw new CentossrvException(
                    PAGE_INVALID, "The cursor is not one that this list gave. Start without a cursor.");
        }
        String address = address(after.group(1));
        return Page.of(
                database.read(transaction -> {
                    find(transaction, id);
                    return Sql.query(
                            transaction,
                            PostgresDiscoveryStore::host,
                            DiscoveredNodes.QUERY,
                            id.value(),
                            address,
                            Integer.valueOf(after.group(2)),
                            request.limit() + 1);
                }),
                request,
                known -> known.host().address() + " " + known.host().port());
    }

    private static String address(String text) {
        try {
            return Network.parse(text).addresses().next().getHostAddress();
        } catch (IllegalArgumentException e) {
            throw new CentossrvException(
                    PAGE_INVALID, "The cursor is not one that this list gave. Start without a cursor.", e);
        }
    }

    private static boolean keep(Transaction transaction, DiscoveryId id, List<DiscoveredHost> hosts, int probed)
            throws SQLException {
        int running = Sql.update(
                transaction,
                "update discoveries set probed = ?, found = found + ?, alive_at = now() where id = ? and state = 'running'",
                probed,
                hosts.size(),
                id.value());
        if (running > 0 && !hosts.isEmpty()) {
            insert(transaction, id, hosts);
        }
        return running > 0;
    }

    private static void insert(Transaction transaction, DiscoveryId id, List<DiscoveredHost> hosts)
            throws SQLException {
        try (PreparedStatement statement = transaction
                .connection()
                .prepareStatement("insert into discovered_hosts"
                        + " (discovery, address, port, hostname, banner, key_type, fingerprint, seen_at)"
                        + " values (?, ?::inet, ?, ?, ?, ?, ?, ?)")) {
            for (DiscoveredHost host : hosts) {
                statement.setObject(1, id.value());
                statement.setString(2, host.address());
                statement.setInt(3, host.port());
                statement.setString(4, host.hostname().orElse(null));
                statement.setString(5, host.banner());
                statement.setString(6, host.keyType().orElse(null));
                statement.setString(7, host.fingerprint().orElse(null));
                statement.setObject(8, host.seenAt().atOffset(ZoneOffset.UTC));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** One whose control plane has gone does not keep others from running. */
    private static void interruptDead(Transaction transaction) throws SQLException {
        List<DiscoveryId> dead = Sql.query(
                transaction,
                row -> new DiscoveryId(row.getObject("id", UUID.class)),
                "select id from discoveries where state = 'running' and alive_at < now() - make_interval(secs => ?)",
                (double) ALIVE.toSeconds());
        for (DiscoveryId id : dead) {
            end(transaction, id, State.INTERRUPTED);
        }
    }

    private static void end(Transaction transaction, DiscoveryId id, State state) throws SQLException {
        int ended = Sql.update(
                transaction,
                "update discoveries set state = ?, ended_at = now() where id = ? and state = 'running'",
                text(state),
                id.value());
        if (ended > 0) {
            Discovery discovery = find(transaction, id);
            emit(
                    transaction,
                    "node.discovery-ended",
                    id,
                    discovery.actor(),
                    EventData.of(
                            "network", discovery.network(),
                            "state", text(state),
                            "probed", Integer.toString(discovery.probed()),
                            "found", Integer.toString(discovery.found())));
        }
    }

    private static Discovery find(Transaction transaction, DiscoveryId id) throws SQLException {
        return Sql.query(
                        transaction,
                        PostgresDiscoveryStore::discovery,
                        "select " + COLUMNS + " from discoveries where id = ?",
                        id.value())
                .stream()
                .findFirst()
                .orElseThrow(() -> new CentossrvException(
                        NOT_FOUND, "There is no discovery " + id + ". The newest " + KEPT + " are kept."));
    }

    private static void emit(Transaction transaction, String topic, DiscoveryId id, String actor, String data) {
        transaction.emit(new EventDraft(topic, id.toString(), actor, true, data));
    }

    private static String text(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Discovery discovery(ResultSet row) throws SQLException {
        return new Discovery(
                new DiscoveryId(row.getObject("id", UUID.class)),
                row.getString("network"),
                List.of((Integer[]) row.getArray("ports").getArray()),
                row.getString("actor"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("addresses"),
                row.getInt("probed"),
                row.getInt("found"),
                Sql.instant(row, "started_at").orElseThrow(),
                Sql.instant(row, "ended_at"));
    }

    private static KnownHost host(ResultSet row) throws SQLException {
        DiscoveredHost host = new DiscoveredHost(
                row.getString("address"),
                row.getInt("port"),
                Optional.ofNullable(row.getString("hostname")),
                row.getString("banner"),
                Optional.ofNullable(row.getString("key_type")),
                Optional.ofNullable(row.getString("fingerprint")),
                Sql.instant(row, "seen_at").orElseThrow());
        if (row.getObject("node") == null) {
            return new KnownHost(host, Optional.empty());
        }
        return new KnownHost(
                host,
                Optional.of(new KnownHost.Likeness(
                        Sql.node(row, "node"),
                        row.getString("node_name"),
                        row.getString("node_state"),
                        row.getString("node_by"))));
    }
}
