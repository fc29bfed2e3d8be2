// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.zeromq;

import io.centossrv.protocol.NodeId;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What the handshakes have proven. A peer can send metadata of any name in its handshake, which JeroMQ lets override the
 * {@code User-Id} that ZAP gave: so each handshake gets a secret token as a property whose name is a secret too, and only what
 * the token stands for is believed. Thread-safe.
 */
final class Grants {
    private static final long UNUSED = TimeUnit.SECONDS.toNanos(60);
    private final SecureRandom random = new SecureRandom();
    private final String property = "X-" + secret();
    private final Map<String, Grant> unused = new HashMap<>();
    private long revocations;

    /**
     * A handshake that was granted.
     *
     * @param node whose key it is
     * @param publicKey Z85
     * @param host that it came from, by the server's own socket
     * @param at nanoseconds
     */
    record Grant(NodeId node, String publicKey, String host, long at) {}

    /** Returns the name of the property that carries the token. */
    String property() {
        return property;
    }

    /**
     * Returns a token where the authority knows the key. It is asked again where a node was revoked meanwhile: the answer could
     * be older than that.
     */
    Optional<String> grant(String publicKey, String host, Supplier<Optional<NodeId>> authority) {
        while (true) {
            long before = revocations();
            Optional<NodeId> node = authority.get();
            if (node.isEmpty()) {
                return Optional.empty();
            }
            synchronized (this) {
                if (before == revocations) {
                    String token = secret();
                    unused.put(token, new Grant(node.get(), publicKey, host, System.nanoTime()));
                    return Optional.of(token);
                }
            }
        }
    }

    /** Returns, and takes out, what a token stands for; empty for one that is unknown, revoked or used. */
    synchronized Optional<Grant> use(String token) {
        return Optional.ofNullable(unused.remove(token));
    }

    /** Forgets all that a node has. */
    synchronized void revoke(NodeId node) {
        revocations++;
        unused.values().removeIf(grant -> grant.node().equals(node));
    }

    /** Forgets what was not used. */
    synchronized void expire() {
        long now = System.nanoTime();
        unused.values().removeIf(grant -> now - grant.at() > UNUSED);
    }

    private synchronized long revocations() {
        return revocations;
    }

    private String secret() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
