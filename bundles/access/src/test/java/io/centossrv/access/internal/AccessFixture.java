// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal;

import io.centossrv.access.internal.login.PasswordLogin;
import io.centossrv.access.internal.password.Argon2Passwords;
import io.centossrv.access.internal.store.AccessDatabase;
import io.centossrv.access.internal.store.PostgresAccountStore;
import io.centossrv.access.internal.store.PostgresSigningKeyStore;
import io.centossrv.access.internal.store.PostgresTicketStore;
import io.centossrv.access.internal.token.SigningKeyRing;
import io.centossrv.access.internal.token.StoredAuthenticator;
import io.centossrv.access.internal.token.Tickets;
import io.centossrv.access.internal.token.TokenCodec;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.Schema;
import io.centossrv.persistence.test.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;

/** The parts of this domain, put together as the components are, on a real database with one account. */
public final class AccessFixture {
    public static final String PASSWORD = "correct horse battery staple";

    public final HandClock clock = new HandClock();
    public final Argon2Passwords passwords = new Argon2Passwords();
    public final PostgresAccountStore accounts;
    public final PostgresSigningKeyStore keyStore;
    public final SigningKeyRing keys;
    public final TokenCodec tokens;
    public final Tickets tickets;
    public final StoredAuthenticator authenticator;
    public final PasswordLogin login;
    private final Database database;

    public AccessFixture(EmbeddedDatabase embedded, Path folder) {
        AccessDatabase access = new AccessDatabase(embedded.persistence());
        database = embedded.open(Schema.of("access", AccessDatabase.class, "001-accounts.sql"));
        accounts = new PostgresAccountStore(access);
        keyStore = new PostgresSigningKeyStore(access);
        execute("DELETE FROM accounts");
        execute("DELETE FROM signing_keys");
        accounts.insertFirst(
                new Account("ann", passwords.hash(PASSWORD), Set.of("node:read", "account:read"), 1, false),
                clock.instant());
        keys = new SigningKeyRing(keyStore, folder.resolve("keys"), clock);
        tokens = new TokenCodec(keys, Duration.ofHours(1), clock);
        tickets = new Tickets(new PostgresTicketStore(access), clock);
        authenticator = StoredAuthenticator.of(accounts, tokens, tickets, clock);
        login = new PasswordLogin(
                accounts,
                passwords,
                tokens,
                new AccessSettings(folder.resolve("keys"), folder, Duration.ofHours(1), 10, 60),
                clock);
    }

    /** Another control plane on the same database. */
    public TokenCodec otherControlPlane(Path folder) {
        return new TokenCodec(new SigningKeyRing(keyStore, folder, clock), Duration.ofHours(1), clock);
    }

    public Account ann() {
        return accounts.find("ann").orElseThrow();
    }

    public void execute(String sql) {
        database.inTransaction(transaction -> {
            try (Statement statement = transaction.connection().createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }
}
