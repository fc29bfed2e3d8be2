// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.security;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Tells who holds a credential. Implemented by the domain {@code access}; where no such service is present every
 * request is refused with 503. Thread-safe; may read the database, so it blocks.
 */
@ConsumerType
public interface Authenticator {
    /**
     * Returns the caller whom this bearer token (RFC 6750) stands for.
     *
     * @return empty where the token is malformed, altered, expired or revoked
     */
    Optional<Caller> authenticateToken(String token);

    /**
     * Returns the caller to whom this ticket was given, and makes it worthless: a ticket serves one WebSocket
     * handshake of a browser, which can't send an Authorization header.
     *
     * @return empty where the ticket is unknown, used or expired
     */
    Optional<Caller> redeemTicket(String ticket);
}
