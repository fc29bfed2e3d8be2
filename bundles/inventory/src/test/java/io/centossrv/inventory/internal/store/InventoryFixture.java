// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.JoinTokenTerms;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.internal.BusKey;
import io.centossrv.inventory.internal.NodeIdGenerator;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.Event;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.protocol.NodeId;
import io.centossrv.transport.AgentHello;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The stores over a real database, empty at first. */
public final class InventoryFixture {
    private static final String Z85 =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

    /** How many nodes may be pending. */
    public static final int PENDING_LIMIT = 20;

    private final EmbeddedDatabase embedded;
    private final SecureRandom random = new SecureRandom();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final NodeIdGenerator ids = new NodeIdGenerator(clock);
    private final long firstEvent;
    private final Database database;
    private final PostgresInventoryStore nodes;
    private final PostgresNodeStore standing;
    private final PostgresJoinTokenStore tokens;
    private final PostgresEnrolmentStore enrolments;
    private final PostgresStandingStore lifecycle;
    private final PostgresAcceptanceStore acceptances;
    private final PostgresReplacementStore replacements;
    private final PostgresLinkStore links;
    private final PostgresFactStore facts;
    private final PostgresGroupStore groups;
    private final GroupChanges groupChanges;
    private final PostgresLabelStore labels;
    private final PostgresItemStore items;
    private final PostgresHistoryStore history;
    private final HistorySweepStore sweep;

    public InventoryFixture(EmbeddedDatabase embedded) {
        this.embedded = embedded;
        InventoryDatabase inventory = new InventoryDatabase(embedded.persistence());
        this.database = inventory.database();
        this.nodes = new PostgresInventoryStore(inventory);
        this.standing = new PostgresNodeStore(inventory);
        this.tokens = new PostgresJoinTokenStore(inventory);
        this.enrolments = new PostgresEnrolmentStore(inventory);
        this.lifecycle = new PostgresStandingStore(inventory);
        this.acceptances = new PostgresAcceptanceStore(inventory);
        this.replacements = new PostgresReplacementStore(inventory);
        this.links = new PostgresLinkStore(inventory);
        this.facts = new PostgresFactStore(inventory);
        this.groups = new PostgresGroupStore(inventory);
        this.groupChanges = new GroupChanges(inventory);
        this.labels = new PostgresLabelStore(inventory);
        this.items = new PostgresItemStore(inventory);
        this.history = new PostgresHistoryStore(inventory);
        this.sweep = new HistorySweepStore(inventory);
        for (String table : List.of(
                "discoveries",
                "expected_hosts",
                "group_parts",
                "node_groups",
                "node_items",
                "items",
                "join_tokens",
                "facts",
                "links",
                "node_names",
                "blind_spells",
                "watch",
                "nodes")) {
            database.inTransaction(transaction -> Sql.update(transaction, "delete from " + table));
        }
        this.firstEvent = embedded.events().newest();
    }

    public SettableClock clock() {
        return clock;
    }

    public PostgresInventoryStore nodes() {
        return nodes;
    }

    public PostgresNodeStore standing() {
        return standing;
    }

    public PostgresJoinTokenStore tokens() {
        return tokens;
    }

    public PostgresEnrolmentStore enrolments() {
        return enrolments;
    }

    public PostgresBindingStore bindings() {
        return new PostgresBindingStore(new InventoryDatabase(embedded.persistence()));
    }

    public PostgresWatchStore watch() {
        return new PostgresWatchStore(new InventoryDatabase(embedded.persistence()));
    }

    public PostgresUnseenStore unseen() {
        return new PostgresUnseenStore(new InventoryDatabase(embedded.persistence()));
    }

    public PostgresExpectedHostStore expected() {
        return new PostgresExpectedHostStore(new InventoryDatabase(embedded.persistence()));
    }

    public PostgresDiscoveryStore discoveries() {
        return new PostgresDiscoveryStore(new InventoryDatabase(embedded.persistence()));
    }

    public PostgresExplanationStore stories() {
        return new PostgresExplanationStore(new InventoryDatabase(embedded.persistence()));
    }

    public String busKey(Node node) {
        return database.read(transaction -> Sql.query(
                        transaction,
                        row -> row.getString("bus_key"),
                        "select bus_key from nodes where id = ?",
                        node.id()))
                .get(0);
    }

    /** Has a node, which has no link, be as if its last sign, and all before it, had come so long ago. */
    public void lastSeen(Node node, Duration ago) {
        double seconds = ago.toSeconds();
        database.inTransaction(transaction -> {
            Sql.update(
                    transaction,
                    "update links set online = false, seen_at = now() - make_interval(secs => ?) where node = ?",
                    seconds,
                    node.id());
            return Sql.update(
                    transaction,
                    "update nodes set accepted_at = now() - make_interval(secs => ?),"
                            + " standing_since = now() - make_interval(secs => ?) where id = ?",
                    seconds,
                    seconds,
                    node.id());
        });
    }

    /** Has a node's link come from an address. */
    public void address(Node node, String address) {
        database.inTransaction(transaction ->
                Sql.update(transaction, "update links set address = ? where node = ?", address, node.id()));
    }

    /** Has a node have said a fact of one text. */
    public void factValue(Node node, String name, String value) {
        database.inTransaction(transaction -> Sql.update(
                transaction,
                "insert into fact_values (node, name, position, value) values (?, ?, 0, ?)",
                node.id(),
                name,
                value));
    }

    /** Has nobody have looked from so long ago to so long ago. */
    public void blindSpell(Duration from, Duration to) {
        database.inTransaction(transaction -> Sql.update(
                transaction,
                "insert into blind_spells (began_at, ended_at)"
                        + " values (now() - make_interval(secs => ?), now() - make_interval(secs => ?))",
                (double) from.toSeconds(),
                (double) to.toSeconds()));
    }

    /** Has nobody have looked for so long until now. */
    public void notWatchedFor(Duration time) {
        database.inTransaction(transaction -> {
            Sql.update(transaction, "insert into watch (watched_until) values (now()) on conflict do nothing");
            return Sql.update(transaction, "update watch set watched_until = now() - make_interval(secs => ?)", (double)
                    time.toSeconds());
        });
    }

    /** Has the leases of all links have ended so long ago. */
    public void leasesEnded(Duration ago) {
        database.inTransaction(transaction ->
                Sql.update(transaction, "update links set lease_until = now() - make_interval(secs => ?)", (double)
                        ago.toSeconds()));
    }

    public PostgresStandingStore lifecycle() {
        return lifecycle;
    }

    public PostgresAcceptanceStore acceptances() {
        return acceptances;
    }

    public PostgresReplacementStore replacements() {
        return replacements;
    }

    public PostgresLinkStore links() {
        return links;
    }

    public PostgresFactStore facts() {
        return facts;
    }

    public PostgresGroupStore groups() {
        return groups;
    }

    public GroupChanges groupChanges() {
        return groupChanges;
    }

    public PostgresItemStore items() {
        return items;
    }

    public PostgresHistoryStore history() {
        return history;
    }

    public HistorySweepStore sweep() {
        return sweep;
    }

    public PostgresLabelStore labels() {
        return labels;
    }

    Database database() {
        return database;
    }

    /** Returns what an agent of this version says that says no more than it must. */
    public static AgentHello hello(String version) {
        return new AgentHello("192.0.2.1", version, "boot", Instant.parse("2026-03-01T12:00:00Z"), "", "", "");
    }

    public static String randomBusKey() {
        SecureRandom random = new SecureRandom();
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            // The first of five is small, so that the group is a number of 32 bits.
            key.append(Z85.charAt(i % 5 == 0 ? random.nextInt(80) : random.nextInt(85)));
        }
        return key.toString();
    }

    public Node pending(String hostname) {
        NodeId id = ids.next();
        byte[] hash = token(id.toString(), JoinTokenTerms.once(Duration.ofMinutes(1)));
        clock.advance(Duration.ofMillis(1));
        return redeem(id.toString(), hash, Applicant.of(new BusKey(randomBusKey()), hostname, "m1"));
    }

    /** Makes a token; returns the hash of its secret. */
    public byte[] token(String id, JoinTokenTerms terms) {
        return token(new NewJoinToken(id, randomHash(), terms, Optional.empty()));
    }

    public byte[] token(NewJoinToken token) {
        tokens.create(token, "root", clock.instant());
        return token.secretHash();
    }

    public byte[] randomHash() {
        byte[] hash = new byte[32];
        random.nextBytes(hash);
        return hash;
    }

    public Node redeem(String token, byte[] hash, Applicant applicant) {
        return redeem(token, hash, applicant, PENDING_LIMIT);
    }

    public Node redeem(String token, byte[] hash, Applicant applicant, int mostPending) {
        return enrolments.redeem(token, hash, applicant, ids.next(), mostPending, clock.instant());
    }

    public Node accepted(String name) {
        return standing.accept(pending(name + ".example.org").id(), new NodeName(name), "root", clock.instant());
    }

    /** Returns the events since this fixture was made that can be read by now. */
    public List<Event> events() {
        return embedded.events()
                .read(
                        firstEvent,
                        List.of(
                                "node.*",
                                "group.*",
                                "expected-host.*",
                                "join-token.*",
                                "link.*",
                                "enrolment.*",
                                "decommission.*"),
                        1_000);
    }

    /** Returns the events since this fixture was made, once there is one that matches; waits at most five seconds. */
    public List<Event> eventsUntil(Predicate<Event> last) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(5);
        while (true) {
            List<Event> events = events();
            if (events.stream().anyMatch(last)) {
                return events;
            }
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("no such event among " + events);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
