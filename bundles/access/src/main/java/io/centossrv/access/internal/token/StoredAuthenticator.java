// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.token;

import io.centossrv.access.internal.AccessConfig;
import io.centossrv.access.internal.AccessSettings;
import io.centossrv.access.internal.Account;
import io.centossrv.access.internal.store.PostgresAccountStore;
import io.centossrv.platform.security.Authenticator;
import io.centossrv.platform.security.Caller;
import io.centossrv.platform.security.CurrentRights;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells whom a token or ticket stands for, with the rights that the account has now: a change of the account takes effect
 * within a second. Thread-safe.
 */
@Component(
        service = {Authenticator.class, CurrentRights.class},
        configurationPid = AccessConfig.PID)
public final class StoredAuthenticator implements Authenticator, CurrentRights {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int MOST_REMEMBERED = 1_000;

    private final PostgresAccountStore accounts;
    private final TokenCodec tokens;
    private final Tickets tickets;
    private final Clock clock;
    // Guarded by itself.
    private final Map<String, Seen> seen = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private record Seen(Instant at, Optional<Account> account) {}

    @Activate
    public StoredAuthenticator(
            @Reference PostgresAccountStore accounts,
            @Reference SigningKeyRing keys,
            @Reference Tickets tickets,
            AccessConfig config) {
        this(
                accounts,
                new TokenCodec(keys, AccessSettings.of(config).tokenLifetime(), Clock.systemUTC()),
                tickets,
                Clock.systemUTC());
    }

    // Private: the component runtime knows a public constructor by its number of parameters alone.
    private StoredAuthenticator(PostgresAccountStore accounts, TokenCodec tokens, Tickets tickets, Clock clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.tickets = tickets;
        this.clock = clock;
    }

    /** Returns one outside of the component runtime. */
    public static StoredAuthenticator of(
            PostgresAccountStore accounts, TokenCodec tokens, Tickets tickets, Clock clock) {
        return new StoredAuthenticator(accounts, tokens, tickets, clock);
    }

    @Override
    public Optional<Caller> authenticateToken(String token) {
        return tokens.verify(token)
                .flatMap(subject ->
                        account(subject.account()).filter(account -> account.credential() == subject.credential()))
                .filter(account -> !account.disabled())
                .map(Account::caller);
    }

    @Override
    public Optional<Caller> caller(String name) {
        return account(name).filter(account -> !account.disabled()).map(Account::caller);
    }

    @Override
    public Optional<Caller> redeemTicket(String ticket) {
        return tickets.redeem(ticket)
                .flatMap(accounts::find)
                .filter(account -> !account.disabled())
                .map(Account::caller);
    }

    private Optional<Account> account(String name) {
        Instant now = clock.instant();
        synchronized (seen) {
            Seen recent = seen.get(name);
            if (recent != null && now.isBefore(recent.at().plus(FRESH)) && !now.isBefore(recent.at())) {
                return recent.account();
            }
        }
        // Not under the lock: one slow answer must not hold all other requests.
        Optional<Account> account = accounts.find(name);
        synchronized (seen) {
            seen.put(name, new Seen(now, account));
        }
        return account;
    }
}
