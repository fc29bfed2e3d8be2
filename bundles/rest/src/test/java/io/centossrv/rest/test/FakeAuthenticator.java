// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.test;

import io.centossrv.platform.security.Authenticator;
import io.centossrv.platform.security.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Knows the tokens and one-use tickets that a test gave out. */
public final class FakeAuthenticator implements Authenticator {
    /** A token that may everything. */
    public static final String ADMIN = "admin-token";

    private final Map<String, Caller> tokens = new ConcurrentHashMap<>();
    private final Map<String, Caller> tickets = new ConcurrentHashMap<>();

    /** Makes one that knows {@link #ADMIN}. */
    public FakeAuthenticator() {
        grant(ADMIN, "admin", "*");
    }

    /** Gives out a token for an account with these permissions. */
    public FakeAuthenticator grant(String token, String account, String... permissions) {
        tokens.put(token, new Caller(account, Set.of(permissions)));
        return this;
    }

    /** Gives out a ticket for one WebSocket handshake. */
    public FakeAuthenticator ticket(String ticket, String account, String... permissions) {
        tickets.put(ticket, new Caller(account, Set.of(permissions)));
        return this;
    }

    @Override
    public Optional<Caller> authenticateToken(String token) {
        return Optional.ofNullable(tokens.get(token));
    }

    @Override
    public Optional<Caller> redeemTicket(String ticket) {
        return Optional.ofNullable(tickets.remove(ticket));
    }
}
