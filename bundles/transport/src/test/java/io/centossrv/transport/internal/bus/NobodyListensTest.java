// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.bus;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.protocol.NodeId;
import io.centossrv.transport.AgentLinkSettings;
import io.centossrv.transport.internal.agent.NobodyListens;
import io.centossrv.transport.internal.zeromq.DealerDialer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.zeromq.ZMQ;

class NobodyListensTest {
    @Test
    void aPortWhereNobodyListensIsToldFromOtherFailures() throws IOException {
        ZMQ.Curve.KeyPair keys = ZMQ.Curve.generateKeyPair();
        AgentLinkSettings settings = new AgentLinkSettings(
                new NodeId(UUID.randomUUID()),
                "tcp://127.0.0.1:" + closedPort(),
                keys.publicKey,
                keys.publicKey,
                keys.secretKey,
                "0.1.0",
                Path.of("unused"),
                1024 * 1024);
        DealerDialer dialer = new DealerDialer(settings, Bench.MESSAGE_LIMIT);
        try {
            assertThatThrownBy(dialer::dial).isInstanceOf(NobodyListens.class);
        } finally {
            dialer.close();
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
