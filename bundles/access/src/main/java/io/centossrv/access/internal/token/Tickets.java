// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.token;

import io.centossrv.access.internal.AccessErrors;
import io.centossrv.access.internal.store.PostgresTicketStore;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.security.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives out tickets, which serve one WebSocket handshake each. Thread-safe. */
@Component(service = Tickets.class)
public final class Tickets {
    private static final Duration LIFETIME = Duration.ofSeconds(30);
    private static final int TICKET_BYTES = 32;
    private static final int MAX_TICKET = 100;

    private final SecureRandom random = new SecureRandom();
    private final PostgresTicketStore store;
    private final Clock clock;

    @Activate
    public Tickets(@Reference PostgresTicketStore store) {
        this(store, Clock.systemUTC());
    }

    public Tickets(PostgresTicketStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * A ticket that was made.
     *
     * @param ticket not in {@link #toString}
     */
    public record Ticket(String ticket, Instant expiresAt) {
        @Override
        public String toString() {
            return "Ticket[expiresAt=" + expiresAt + "]";
        }
    }

    /**
     * Makes a ticket for a caller.
     *
     * @throws CentossrvException {@code login-limited} where the account has a hundred that nobody redeemed
     */
    public Ticket issue(Caller caller) {
        byte[] bytes = new byte[TICKET_BYTES];
        random.nextBytes(bytes);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        Instant expiresAt = now.plus(LIFETIME);
        if (!store.insert(hash(ticket), caller.name(), expiresAt, now)) {
            throw new CentossrvException(
                    AccessErrors.LOGIN_LIMITED,
                    "The account has too many tickets that were not used. account=" + caller.name()
                            + ". Try again in half a minute.");
        }
        return new Ticket(ticket, expiresAt);
    }

    /** Makes a ticket worthless and returns whose it was; empty where it is unknown, used or expired. */
    public Optional<String> redeem(String ticket) {
        return ticket.length() > MAX_TICKET ? Optional.empty() : store.take(hash(ticket), clock.instant());
    }

    private static byte[] hash(String ticket) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
