// SPDX-License-Identifier: Apache-2.0
package io.centossrv.benchmarks.fleet;

import io.centossrv.protocol.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.zeromq.ZMQ;

/**
 * Who a simulated agent is.
 *
 * @param publicKey Z85
 * @param secretKey Z85
 */
record AgentKeys(NodeId node, String publicKey, String secretKey) {
    /** Makes new ones, a line each. */
    static void write(int number, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            ZMQ.Curve.KeyPair pair = ZMQ.Curve.generateKeyPair();
            lines.add(UUID.randomUUID() + " " + pair.publicKey + " " + pair.secretKey);
        }
        Files.write(file, lines);
    }

    static List<AgentKeys> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split(" "))
                .map(words -> new AgentKeys(new NodeId(UUID.fromString(words[0])), words[1], words[2]))
                .toList();
    }

    @Override
    public String toString() {
        return "AgentKeys[node=" + node + "]";
    }
}
