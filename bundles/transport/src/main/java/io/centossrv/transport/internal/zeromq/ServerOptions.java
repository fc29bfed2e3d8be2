// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.zeromq;

import java.time.Duration;

/**
 * How the server socket stands against the network.
 *
 * @param bind {@code tcp://address:port}; port 0 takes a free one
 * @param messageLimit bytes of a frame
 * @param perSource connections a second from one address
 * @param openPerSource connections from one address that have not said Hello
 * @param open connections from all addresses that have not said Hello
 * @param helloWithin the time that a connection has for that
 */
public record ServerOptions(
        String bind, int messageLimit, int perSource, int openPerSource, int open, Duration helloWithin) {
    public ServerOptions {
        if (!bind.startsWith("tcp://")) {
            throw new IllegalArgumentException("the bus binds to tcp://address:port, not to " + bind);
        }
        if (perSource < 1 || openPerSource < 1 || open < 1) {
            throw new IllegalArgumentException("the bus's limits on connections start at 1");
        }
    }
}
