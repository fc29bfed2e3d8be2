// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.store;

import io.centossrv.access.internal.Account;
import io.centossrv.persistence.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps accounts, and the record of who logged in. */
@Component(service = PostgresAccountStore.class)
public final class PostgresAccountStore {
    private static final String UNKNOWN = "unknown-account";

    private final Database database;

    @Activate
    public PostgresAccountStore(@Reference AccessDatabase access) {
        this.database = access.database();
    }

    public Optional<Account> find(String name) {
        return database.read(transaction -> {
            try (PreparedStatement select = transaction
                    .connection()
                    .prepareStatement(
                            "SELECT name, password_hash, grants, credential, disabled FROM accounts WHERE name = ?")) {
                select.setString(1, name);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(account(row)) : Optional.empty();
                }
            }
        });
    }

    /** Tells whether there is any account. */
    public boolean isEmpty() {
        return database.read(transaction -> {
            try (PreparedStatement select =
                            transaction.connection().prepareStatement("SELECT EXISTS (SELECT FROM accounts)");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return !row.getBoolean(1);
            }
        });
    }

    /** Makes the first account; returns false, having done nothing, where there is one already. */
    public boolean insertFirst(Account account, Instant now) {
        return database.inTransaction(transaction -> {
            try (PreparedStatement lock =
                            transaction.connection().prepareStatement("LOCK TABLE accounts IN EXCLUSIVE MODE");
                    PreparedStatement insert = transaction
                            .connection()
                            .prepareStatement(
                                    "INSERT INTO accounts (name, password_hash, grants, created_at, changed_at)"
                                            + " SELECT ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT FROM accounts)")) {
                lock.execute();
                insert.setString(1, account.name());
                insert.setString(2, account.passwordHash());
                insert.setArray(
                        3,
                        transaction
                                .connection()
                                .createArrayOf("text", account.grants().toArray()));
                insert.setObject(4, now.atOffset(ZoneOffset.UTC));
                insert.setObject(5, now.atOffset(ZoneOffset.UTC));
                boolean made = insert.executeUpdate() == 1;
                if (made) {
                    transaction.emit(AccessEvents.accountMade(account.name()));
                }
                return made;
            }
        });
    }

    /** Replaces a hash by one with today's parameters, unless the password was changed meanwhile. */
    public void rehash(Account account, String passwordHash) {
        database.inTransaction(transaction -> {
            try (PreparedStatement update = transaction
                    .connection()
                    .prepareStatement("UPDATE accounts SET password_hash = ? WHERE name = ? AND password_hash = ?")) {
                update.setString(1, passwordHash);
                update.setString(2, account.name());
                update.setString(3, account.passwordHash());
                return update.executeUpdate();
            }
        });
    }

    /** Records that an account logged in. */
    public void recordLogin(Account account, String source) {
        database.inTransaction(transaction -> {
            transaction.emit(AccessEvents.login(account.name(), source));
            return true;
        });
    }

    /** Records that a login failed; empty where there is no such account. */
    public void recordFailure(Optional<Account> account, String source) {
        database.inTransaction(transaction -> {
            transaction.emit(AccessEvents.loginFailed(account.map(Account::name).orElse(UNKNOWN), source));
            return true;
        });
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getString(1),
                row.getString(2),
                Set.of((String[]) row.getArray(3).getArray()),
                row.getInt(4),
                row.getBoolean(5));
    }
}
