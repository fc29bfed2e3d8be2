// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.osgi;

import io.centossrv.transport.internal.server.LinkSettings;
import io.centossrv.transport.internal.zeromq.ServerOptions;
import java.time.Duration;

/** {@code io.centossrv.transport.server}: present on a control plane alone. */
public @interface ServerConfig {
    /** Where the bus listens. */
    String bind() default "tcp://0.0.0.0:8444";

    /** How often agents send a heartbeat; three missing ones end a link. */
    int heartbeat_seconds() default 10;

    /** Bytes of a message, 64 KiB to 64 MiB. A connection can make the server take so much memory before it has a key. */
    int message_limit() default 4 * 1024 * 1024;

    /** Connections a second from one address. */
    int connections_per_source() default 200;

    /** Connections from one address that have not said Hello. */
    int open_per_source() default 500;

    /** Connections from all addresses that have not said Hello. */
    int open() default 4096;

    /** Seconds that a connection has to say Hello. */
    int hello_seconds() default 15;

    /** Threads that run report handlers. */
    int report_threads() default 8;

    /** Threads that run request handlers. */
    int request_threads() default 4;

    /** A configuration as the bus takes it. */
    record Read(LinkSettings links, ServerOptions socket) {
        static Read of(ServerConfig config, String version) {
            return new Read(
                    new LinkSettings(
                            version,
                            Duration.ofSeconds(config.heartbeat_seconds()),
                            config.message_limit(),
                            config.report_threads(),
                            config.request_threads()),
                    new ServerOptions(
                            config.bind(),
                            config.message_limit(),
                            config.connections_per_source(),
                            config.open_per_source(),
                            config.open(),
                            Duration.ofSeconds(config.hello_seconds())));
        }
    }
}
